import { expect, test } from "vitest";
import { asked, beginning } from "./contacts";

const NONE = { calling: "", stream: "", agent: "", outcome: "", since: "", until: "" };

test("a day begins at midnight here", () => {
  const at = new Date(beginning("2026-11-22"));
  expect([at.getFullYear(), at.getMonth(), at.getDate(), at.getHours()]).toEqual([2026, 10, 22, 0]);
});

test("the last day of a search is wholly in it", () => {
  expect(asked({ ...NONE, until: "2026-11-30" })["until"]).toBe(beginning("2026-12-01"));
});

test("what is no day asks for nothing", () => {
  expect(asked(NONE)).toEqual(NONE);
  expect(beginning("soon")).toBe("");
});
