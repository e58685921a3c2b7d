import { expect, test } from "vitest";
import { differs, digits, told } from "./result";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("no digit is told that chance would change", () => {
  expect(digits(12.345, 3.2)).toBe(0);
  expect(digits(1.402, 0.12)).toBe(2);
  expect(digits(83.01, 0.42)).toBe(1);
});

test("long waits are told in minutes", () => {
  expect(plain(told({ value: 672, half: 48 }, "seconds"))).toBe("11.2 ± 0.8 min");
  expect(plain(told({ value: 12, half: 2 }, "seconds"))).toBe("12 ± 2 s");
});

test("a difference has its sign, and shares differ by percentage points", () => {
  expect(plain(differs({ value: -0.011, half: 0.002 }, "share"))).toBe("−1.1 ± 0.2 pp");
  expect(plain(differs({ value: 3, half: null }, "count"))).toBe("+3");
});

test("what could not be told is no zero", () => {
  expect(told({ value: null, half: null }, "share")).toBe("–");
});
