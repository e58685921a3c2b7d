import { beforeEach, expect, test } from "vitest";
import { speak } from "$lib/language.svelte";
import { actName } from "./acts";

beforeEach(() => speak("en"));

test("an act of the desk and the same act over HTTP have one name", () => {
  expect(actName("complete", "anna")).toBe("hands the call over");
  expect(actName("POST", "/agents/anna/consult/complete")).toBe("hands the call over");
  expect(actName("POST", "/agents/anna/consult")).toBe("consults a colleague");
});

test("signing in is not beginning to work", () => {
  expect(actName("sign-in", "anna")).toBe("begins to work");
  expect(actName("sign-in", "user:kati")).toBe("signs in");
  expect(actName("sign-in", "somebody unknown")).toBe("signs in");
});

test("an address is known whatever name stands in it", () => {
  speak("hu");
  expect(actName("DELETE", "/tokens/0a1b2c3d")).toBe("visszavon egy kulcsot");
  expect(actName("POST", "/plan/versions")).toBe("közzétesz egy tervet");
  expect(actName("POST", "/plan/versions/7/restore")).toBe("visszaállít egy régi tervet");
});

test("what no longer exists is shown as it was noted", () => {
  expect(actName("dance", "anna")).toBe("dance");
});
