import { beforeEach, expect, test } from "vitest";
import type { Colleague, Goal } from "$lib/desk.svelte";
import { speak } from "$lib/language.svelte";
import { search } from "./goals";

beforeEach(() => speak("hu"));

const goal = (name: string, hu: string): Goal => ({
  goal: name,
  label: { hu, en: name },
  kind: name.split(":")[0] as Goal["kind"],
});

const GOALS = [
  goal("agent:zoe", "zoe (120)"),
  goal("agent:arpad", "Árpád (101)"),
  goal("stream:cards-new", "új kártya"),
  goal("team:cards", "Kártyák"),
];
const COLLEAGUES: Colleague[] = [
  { agent: "arpad", team: "cards", state: "talking", since: "" },
  { agent: "zoe", team: "loans", state: "ready", since: "" },
];

const found = (typed: string): string[] => search(typed, GOALS, COLLEAGUES).map((one) => one.goal);

test("teams come first, then matters, then who is ready", () => {
  expect(found("")).toEqual(["team:cards", "stream:cards-new", "agent:zoe", "agent:arpad"]);
});

test("accents and capitals do not matter, and the beginning of a word is enough", () => {
  expect(found("ARP")).toEqual(["agent:arpad"]);
  expect(found("uj kar")).toEqual(["stream:cards-new"]);
});

test("an extension finds its agent, and a team's name finds its agents", () => {
  expect(found("120")).toEqual(["agent:zoe"]);
  expect(found("loans")).toEqual(["agent:zoe"]);
});
