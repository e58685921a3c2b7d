import { expect, test } from "vitest";
import type { Segment } from "./contacts";
import { line, passesOn } from "./timeline";

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const segment = (kind: Segment["kind"], began: number, ended: number | null, end = ""): Segment =>
  ({ kind, began: at(began), ended: ended === null ? null : at(ended), end }) as Segment;

test("consults stand beside the chain", () => {
  const found = line(at(0), [segment("menu", 0, 20), segment("consult", 30, 40)], [], 0);
  expect(found.chain.map((span) => [span.start, span.end])).toEqual([[0, 20]]);
  expect(found.beside.map((span) => [span.start, span.end])).toEqual([[30, 40]]);
  expect(found.length).toBe(40);
});

test("what is not over lasts until now", () => {
  const now = Date.UTC(2026, 0, 1) + 90_000;
  const [span] = line(at(0), [segment("talk", 10, null)], [], now).chain;
  expect([span?.end, span?.open]).toEqual([90, true]);
});

test("a call of no length still has a line", () => {
  expect(line(at(0), [segment("menu", 0, 0)], [], 0).length).toBe(1);
});

test("a caller is passed on by a transfer, not by hanging up", () => {
  expect(passesOn(segment("talk", 0, 1, "transferred"))).toBe(true);
  expect(passesOn(segment("talk", 0, 1, "caller"))).toBe(false);
});
