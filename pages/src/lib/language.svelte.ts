/** Which language the pages speak, and their words in it. It does not know what a caller hears. */

import { inBrowser } from "./kept";

export type Language = "en" | "hu";
export const LANGUAGES: readonly Language[] = ["en", "hu"];
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", hu: "Magyar" };

/** A text in the languages of the plan, as the server sends it. */
export type Label = Partial<Record<string, string>>;

function preferred(): Language {
  const asked = inBrowser.get("language") || (globalThis.navigator?.language ?? "en");
  return asked.toLowerCase().startsWith("hu") ? "hu" : "en";
}

const chosen = $state<{ now: Language }>({ now: preferred() });

/** Return the language now; read in markup, it follows a change. */
export function language(): Language {
  return chosen.now;
}

/** Speak *next* from now on, in this browser. */
export function speak(next: Language): void {
  chosen.now = next;
  inBrowser.set("language", next);
  if (globalThis.document !== undefined) document.documentElement.lang = next;
}

type Word = string | ((...given: never[]) => string);
type SameKeys<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : string;
};

/**
 * Return the words of a page in the language now. A word that one language lacks is an error at
 * compile time. A word with something to fill in is a function: `calls: (n: number) => ...`.
 */
export function words<Words extends Record<string, Word>>(
  en: Words,
  hu: SameKeys<Words>,
): SameKeys<Words> {
  const tables: Record<Language, SameKeys<Words>> = {
    en: en as unknown as SameKeys<Words>,
    hu,
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.keys(en).map((key) => [
        key,
        { enumerable: true, get: () => tables[chosen.now][key as keyof Words] },
      ]),
    ),
  ) as SameKeys<Words>;
}

/** Return *label* in the language now, else in any it has, else *otherwise*. */
export function labelled(label: Label | null | undefined, otherwise = ""): string {
  const found = label?.[chosen.now] ?? label?.["en"] ?? Object.values(label ?? {})[0];
  return found || otherwise;
}

/** Return the form of a word for *count*: English has two, Hungarian needs one after a number. */
export function plural(count: number, forms: { one: string; other: string }): string {
  const category = new Intl.PluralRules(chosen.now).select(count);
  return category === "one" ? forms.one : forms.other;
}
