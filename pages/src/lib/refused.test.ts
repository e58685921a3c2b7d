import { beforeEach, expect, test } from "vitest";
import { speak } from "./language.svelte";
import { Refused } from "./refused";

beforeEach(() => speak("en"));

const answer = (status: number, body: unknown): Response =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status });

test("a problem says what and what to do", async () => {
  const faults = [{ where: "body.to", what: "missing" }];
  const found = await Refused.told(answer(422, { detail: "No.", remedy: "Yes.", faults }));
  expect([found.status, found.what, found.remedy, found.faults]).toEqual([
    422,
    "No.",
    "Yes.",
    faults,
  ]);
});

test("an answer that is no problem says at least that it failed", async () => {
  const found = await Refused.told(answer(502, "<html>Bad gateway"));
  expect(found.status).toBe(502);
  expect(found.what).toContain("failed");
});
