import { beforeEach, describe, expect, test } from "vitest";
import { clock, day, milliseconds, number, percent, span, time } from "./format";
import { speak } from "./language.svelte";

beforeEach(() => speak("en"));

describe("a length of time", () => {
  test("is shown as a clock does", () => {
    expect([0, 7, 185, 3729, 36000].map(clock)).toEqual([
      "0:00",
      "0:07",
      "3:05",
      "1:02:09",
      "10:00:00",
    ]);
  });
  test("is never shown below zero", () => expect(clock(-3)).toBe("0:00"));
  test("is told in one unit, in either language", () => {
    expect([40, 200, 9000].map(span)).toEqual(["40 s", "3 min", "2.5 h"]);
    speak("hu");
    expect([40, 200, 9000].map(span)).toEqual(["40 mp", "3 perc", "2,5 óra"]);
  });
});

test("an instant is ISO 8601 or microseconds", () => {
  expect(milliseconds("2026-11-22T20:00:00Z")).toBe(1_795_377_600_000);
  expect(milliseconds(1_795_377_600_000_000)).toBe(1_795_377_600_000);
});

test("what is no instant is shown as a dash", () => {
  expect(time("")).toBe("–");
  expect(day("never")).toBe("–");
});

test("figures follow the language, also after it has changed", () => {
  expect([number(12345.67, 1), percent(0.805)]).toEqual(["12,345.7", "81%"]);
  speak("hu");
  expect([number(12345.67, 1), percent(0.805)]).toEqual(["12\u00a0345,7", "81%"]);
});
