import { expect, test } from "vitest";
import { speak } from "$lib/language.svelte";
import { sorted } from "./sorting";

test("words go in the order of the language, and what is empty goes last either way", () => {
  speak("hu");
  const names = ["zsófi", "", "ádám", "cecil", "csilla", "béla"];
  const value = (name: string): string => name;
  expect(sorted(names, value, false)).toEqual(["ádám", "béla", "cecil", "csilla", "zsófi", ""]);
  expect(sorted(names, value, true)).toEqual(["zsófi", "csilla", "cecil", "béla", "ádám", ""]);
});

test("figures go by size, and zero is not empty", () => {
  expect(sorted([10, null, 9, 0], (one) => one, false)).toEqual([0, 9, 10, null]);
});
