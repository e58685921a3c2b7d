import { beforeEach, expect, test } from "vitest";
import { labelled, plural, speak, words } from "./language.svelte";

beforeEach(() => speak("en"));

const say = words(
  { hello: "Hello", calls: (n: number) => `${n} ${plural(n, { one: "call", other: "calls" })}` },
  { hello: "Jó napot", calls: (n) => `${n} hívás` },
);

test("words follow the language", () => {
  expect([say.hello, say.calls(1), say.calls(2)]).toEqual(["Hello", "1 call", "2 calls"]);
  speak("hu");
  expect([say.hello, say.calls(1), say.calls(2)]).toEqual(["Jó napot", "1 hívás", "2 hívás"]);
});

test("a label that lacks the language is shown in one that it has", () => {
  speak("hu");
  expect(labelled({ hu: "kártya", en: "card" })).toBe("kártya");
  expect(labelled({ en: "card" })).toBe("card");
  expect(labelled({ de: "Karte" })).toBe("Karte");
  expect(labelled({}, "cards")).toBe("cards");
  expect(labelled(null, "cards")).toBe("cards");
});
