/** A report as the server tells it, what may be asked, and how its figures are told. */

import { clock, number, percent } from "$lib/format";
import type { Label } from "$lib/language.svelte";

export const GROUPINGS = ["day", "interval", "stream", "team", "agent"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Unit = "count" | "share" | "seconds";

export interface Column {
  id: string;
  label: Label;
  unit: Unit;
  formula: Label;
}

export interface Row {
  group: string;
  values: Record<string, number | null>;
}

export interface Report {
  by: Grouping;
  since: string;
  until: string;
  columns: Column[];
  rows: Row[];
  total: Row | null;
}

/** The columns that are shown first; all others are a click away. */
export const MAIN: readonly string[] = [
  "arrived",
  "queued",
  "answered",
  "abandoned",
  "abandonment",
  "F6T",
  "asa",
  "wait-90",
  "wait-longest",
  "aht",
  "transferred",
  "talks",
  "offers",
  "missed",
  "occupancy",
  "utilisation",
  "signed-in",
];

/** What is drawn together over time. */
export const CALLS: readonly string[] = ["arrived", "answered", "abandoned"];

/** What is drawn at first, if nobody has chosen. */
export const FIRST: Readonly<Record<Grouping, string>> = {
  day: "F6T",
  interval: "F6T",
  stream: "F6T",
  team: "occupancy",
  agent: "talks",
};

/** Return whether rows follow each other in time. */
export function overTime(by: Grouping): boolean {
  return by === "day" || by === "interval";
}

/** Return a figure with its unit. */
export function told(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  if (unit === "share") return percent(value, 1);
  return unit === "seconds" ? clock(value) : number(value, 1);
}

/** Return the day of this browser's zone that is so many days before *from*, as a date field has it. */
export function dayBefore(from: Date, days: number): string {
  const at = new Date(from.getFullYear(), from.getMonth(), from.getDate() - days);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Return *rows* ordered by one of their figures; those without it come last. */
export function ordered(rows: readonly Row[], column: string, down: boolean): Row[] {
  return [...rows].sort((a, b) => {
    const [one, other] = [a.values[column] ?? null, b.values[column] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return down ? other - one : one - other;
  });
}
