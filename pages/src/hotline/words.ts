/** What the hotline's own kinds of things are called wherever they are shown: states, outcomes, ends. */

import { words } from "$lib";

export const say = words(
  { team: (name: string) => `team ${name}` },
  { team: (name: string) => `${name} csapat` },
);

/** Outcomes of contacts, by their value on the wire. */
export const OUTCOMES = words(
  {
    answered: "answered",
    abandoned: "abandoned",
    "left menu": "left in the menu",
    blocked: "refused",
    deflected: "served by a message",
    "gave up": "ended by the exchange",
    failed: "failed",
  },
  {
    answered: "fogadott",
    abandoned: "feladott",
    "left menu": "a menüben távozott",
    blocked: "elutasított",
    deflected: "üzenettel kiszolgált",
    "gave up": "a központ bontotta",
    failed: "meghiúsult",
  },
);

/** States of agents, by their value on the wire. */
export const STATES = words(
  {
    ready: "ready",
    reserved: "ringing",
    talking: "talking",
    holding: "holding",
    "wrap-up": "wrap-up",
    "not ready": "not ready",
    "signed out": "signed out",
  },
  {
    ready: "készen áll",
    reserved: "csörög nála",
    talking: "beszél",
    holding: "tartásban",
    "wrap-up": "utómunka",
    "not ready": "szünet",
    "signed out": "kijelentkezett",
  },
);

/** Why an agent is not ready, where that is not one of the plan's reasons. */
export const REASONS = words(
  { "signed in": "just signed in", "no answer": "did not answer", "phone lost": "phone lost" },
  {
    "signed in": "most jelentkezett be",
    "no answer": "nem vette fel",
    "phone lost": "nincs meg a telefonja",
  },
);

/** The two classes of urgency. */
export const QUEUES = words(
  { first: "first queue", second: "second queue" },
  { first: "első sor", second: "második sor" },
);

export const QUEUES_SHORT = words(
  { first: "first", second: "second" },
  { first: "első", second: "második" },
);

/** Return the word for *value*; the value itself where it has none. */
export function worded(table: Readonly<Record<string, string>>, value: string): string {
  return table[value] ?? value;
}
