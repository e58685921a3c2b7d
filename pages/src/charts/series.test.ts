import { expect, test } from "vitest";
import { extremes, largest, spread } from "./series";

test("labels are spread evenly and never too many", () => {
  expect(spread(10, 5)).toEqual([0, 2, 4, 6, 8]);
  expect(spread(3, 9)).toEqual([0, 1, 2]);
  expect(spread(0, 5)).toEqual([]);
});

test("gaps are no values", () => {
  expect(extremes([null, 3, 1, null, 7])).toEqual({ most: 7, mostAt: 4, least: 1, leastAt: 2 });
  expect(extremes([null])).toBeNull();
});

test("an empty chart still has a scale", () => {
  expect(largest([{ id: "a", label: "a", values: [null] }], 1)).toBe(1);
});
