import { expect, test } from "vitest";
import { lineOf } from "./places";

const PLAN = `hotline: Duna Bank
menu:
  welcome:
    keys: {1: {go: cards}}
  cards:
    say: hello
# who calls about what
streams:
  cards: {service: cards}
  "new-cards": {service: cards}
teams:
  cards:
    takes: [cards]
`;

test("the same name is found in the section that is asked for", () => {
  expect(lineOf(PLAN, "menu:cards")).toBe(5);
  expect(lineOf(PLAN, "stream:cards")).toBe(9);
  expect(lineOf(PLAN, "team:cards")).toBe(12);
});

test("quoted names are found", () => {
  expect(lineOf(PLAN, "stream:new-cards")).toBe(10);
});

test("a part that is not there leads to its section, and one without a section nowhere", () => {
  expect(lineOf(PLAN, "team:loans")).toBe(11);
  expect(lineOf(PLAN, "phone:welcome")).toBe(0);
  expect(lineOf(PLAN, "moon:1")).toBe(0);
});
