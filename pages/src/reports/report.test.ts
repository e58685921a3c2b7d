import { expect, test } from "vitest";
import { dayBefore, ordered, told, type Row } from "./report";

const row = (group: string, asa: number | null): Row => ({ group, values: { asa } });

test("rows without a figure come last, whichever way", () => {
  const rows = [row("a", null), row("b", 2), row("c", 9)];
  expect(ordered(rows, "asa", false).map((one) => one.group)).toEqual(["b", "c", "a"]);
  expect(ordered(rows, "asa", true).map((one) => one.group)).toEqual(["c", "b", "a"]);
});

test("a figure that could not be told is no zero", () => {
  expect(told(null, "share")).toBe("–");
  expect(told(0, "seconds")).toBe("0:00");
});

test("days are counted back over the end of a month", () => {
  expect(dayBefore(new Date(2026, 2, 1), 1)).toBe("2026-02-28");
});
