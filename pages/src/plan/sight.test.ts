import { expect, test } from "vitest";
import { moved, zoomed } from "./sight";

const WHOLE = { x: 0, y: 0, width: 800, height: 400 };

test("the point under the pointer stays where it is", () => {
  const near = zoomed(WHOLE, WHOLE, 0.5, [1, 0]);
  expect(near).toEqual({ x: 400, y: 0, width: 400, height: 200 });
});

test("nobody gets lost: never farther than the whole, never off the drawing", () => {
  expect(zoomed(WHOLE, WHOLE, 4)).toEqual(WHOLE);
  expect(moved(WHOLE, WHOLE, 99, 99)).toEqual({ ...WHOLE, x: 400, y: 200 });
});
