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

test("what the exchange refuses is told in Hungarian", () => {
  speak("hu");
  const found = Refused.said(
    409,
    "Your team transfers only to cards, mortgages.",
    "Nothing changed.",
  );
  expect(found.what).toBe("Az Ön csapata csak ide adhat át hívást: cards, mortgages.");
  expect(found.remedy).toBe("Semmi nem változott.");
});

test("what is not in the table is told as it came", () => {
  speak("hu");
  expect(Refused.said(409, "Something new.", "").what).toBe("Something new.");
});
