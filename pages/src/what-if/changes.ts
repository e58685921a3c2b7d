/** Changes of a plan, as `firstline compare --what-if` reads them, made of what is chosen in a form. */

export const KINDS = [
  "agents",
  "absent",
  "order",
  "guard",
  "surge",
  "no-surge",
  "pretend",
  "free",
] as const;
export type Kind = (typeof KINDS)[number];

export const ORDERS = ["strict", "head_start", "accumulating"] as const;
export type Order = (typeof ORDERS)[number];

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** One row of the form; each kind uses some of it. */
export interface Change {
  id: number;
  kind: Kind;
  team: string;
  agents: number;
  percent: number;
  order: Order;
  minutes: number;
  first: number;
  second: number;
  service: string;
  times: number;
  weekday: (typeof WEEKDAYS)[number];
  at: string;
  hours: number;
  pretend: "none" | "share" | "all";
  text: string;
}

/** Return a change as it is at first. */
export function fresh(id: number, kind: Kind, team = "", service = ""): Change {
  return {
    id,
    kind,
    team,
    agents: 2,
    percent: 20,
    order: "head_start",
    minutes: 3,
    first: 2,
    second: 1,
    service,
    times: 3,
    weekday: "tue",
    at: "14:00",
    hours: 2,
    pretend: "share",
    text: "",
  };
}

const WRITTEN: Readonly<Record<Kind, (change: Change) => string>> = {
  agents: (it) => `agents ${it.team} ${it.agents < 0 ? "" : "+"}${it.agents}`,
  absent: (it) => `absent ${it.team} ${it.percent} %`,
  order: (it) => {
    if (it.order === "strict") return "order strict";
    if (it.order === "head_start") return `order head_start ${it.minutes} min`;
    return `order accumulating ${it.first}:${it.second}`;
  },
  guard: (it) => (it.minutes > 0 ? `guard ${it.minutes} min` : "guard never"),
  surge: (it) => `surge ${it.service} x${it.times} ${it.weekday} ${it.at} for ${it.hours} h`,
  "no-surge": () => "surge none",
  pretend: (it) => `pretend ${it.pretend === "share" ? `${it.percent} %` : it.pretend}`,
  free: (it) => it.text.trim(),
};

/** Return *change* as it is written. */
export function written(change: Change): string {
  return WRITTEN[change.kind](change);
}

/** Return the worlds that are asked for: all changes together, or each on its own. */
export function worlds(changes: readonly Change[], apart: boolean): string[] {
  const all = changes.map(written).filter(Boolean);
  if (all.length === 0) return [];
  return apart ? all : [all.join("; ")];
}
