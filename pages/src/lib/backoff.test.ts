import { expect, test } from "vitest";
import { backoff } from "./backoff";

test("the wait doubles, to ten seconds at most", () => {
  const longest = () => 1;
  expect([0, 1, 2, 3, 20].map((attempt) => backoff(attempt, longest))).toEqual([
    250, 500, 1000, 2000, 10_000,
  ]);
});

test("by chance it is between half and the whole", () => {
  expect(backoff(2, () => 0)).toBe(500);
  expect(backoff(2, () => 0.5)).toBe(750);
});
