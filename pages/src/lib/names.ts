/** What the exchange's own words are called on the screen: states, outcomes, usual reasons. */

import type { AgentState } from "./desk.svelte";
import { language, words } from "./language.svelte";
import type { BadgeTone } from "./ui/Badge.svelte";

const say = words(
  {
    "signed out": "Signed out",
    "not ready": "Not ready",
    ready: "Ready",
    reserved: "Ringing",
    talking: "Talking",
    holding: "On hold",
    "wrap-up": "Wrap-up",
    answered: "answered",
    abandoned: "abandoned",
    "left menu": "left in the menu",
    blocked: "blocked",
    deflected: "served without an agent",
    "gave up": "ended by the exchange",
    failed: "failed",
    first: "First queue",
    second: "Second queue",
    break: "Break",
    lunch: "Lunch",
    training: "Training",
    meeting: "Meeting",
    "signed in": "just begun",
    "phone lost": "Phone lost",
    "no answer": "Ring no answer",
    "sign out": "Sign out",
  },
  {
    "signed out": "Kijelentkezve",
    "not ready": "Nem fogad hívást",
    ready: "Készen áll",
    reserved: "Cseng",
    talking: "Beszél",
    holding: "Tartásban",
    "wrap-up": "Utómunka",
    answered: "fogadva",
    abandoned: "letette a sorban",
    "left menu": "letette a menüben",
    blocked: "elutasítva",
    deflected: "ügyintéző nélkül kiszolgálva",
    "gave up": "a központ zárta le",
    failed: "meghiúsult",
    first: "Első sor",
    second: "Második sor",
    break: "Szünet",
    lunch: "Ebéd",
    training: "Oktatás",
    meeting: "Megbeszélés",
    "signed in": "most kezdett",
    "phone lost": "Telefon nem elérhető",
    "no answer": "Nem vette fel",
    "sign out": "Kijelentkezés",
  },
);

/** Return what *word* of the exchange (or of a plan) is called; unknown ones are shown as they are. */
export function named(word: string): string {
  return (say as Record<string, string>)[word] ?? word;
}

const TONES: Record<AgentState, BadgeTone> = {
  "signed out": "off",
  "not ready": "off",
  ready: "ready",
  reserved: "ringing",
  talking: "talking",
  holding: "holding",
  "wrap-up": "wrap",
};

/** Return the tone of a badge that shows an agent's state. */
export function stateTone(state: string): BadgeTone {
  return TONES[state as AgentState] ?? "off";
}

/** Return what a language is called: hu is magyar, Hungarian. */
export function languageName(code: string): string {
  const names = new Intl.DisplayNames(language(), { type: "language" });
  return code ? (names.of(code) ?? code) : "";
}
