/** What came of a what-if, as the server tells it, and its figures with their intervals. */

import { number } from "$lib/format";
import { language, type Label } from "$lib/language.svelte";

export type Unit = "count" | "share" | "seconds";

export interface Estimate {
  value: number | null;
  half: number | null;
}

export interface Difference {
  by: "all" | "urgency" | "stream" | "callers" | "team";
  group: string;
  path: string;
  metric: string;
  label: Label;
  formula: Label | string;
  unit: Unit;
  base: Estimate;
  alternative: Estimate;
  difference: Estimate;
  more_than_chance: boolean;
}

export interface Ran {
  days: number;
  first_day: string;
  seed: number;
  units: number;
  calls: number;
}

export interface World {
  name: string;
  sentence: Label;
  differences: Difference[];
}

export interface Result {
  base: { name: string; ran: Ran };
  alternatives: World[];
}

export interface WhatIf {
  id: string;
  what_if: string[];
  days: number;
  seed: number;
  version: number;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  ahead: number;
  done: number;
  of: number;
  now: string;
  why: string;
  remedy: string;
  result: Result | null;
}

const TIED = "\u00a0";

interface Scale {
  word: string;
  by: number;
}

/** Return in which unit a value is told: 130 seconds are 2.2 min. */
function scale(unit: Unit, value: number): Scale {
  const hungarian = language() === "hu";
  if (unit === "share") return { word: "%", by: 0.01 };
  if (unit === "count") return { word: "", by: 1 };
  if (Math.abs(value) >= 100) return { word: hungarian ? "perc" : "min", by: 60 };
  return { word: hungarian ? "mp" : "s", by: 1 };
}

/** Return how many digits are worth telling: one of the interval, two where it begins with a 1. */
export function digits(value: number, half: number | null): number {
  if (half === null || half <= 0) return Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 1;
  const leading = Math.floor(Math.log10(half));
  const extra = half / 10 ** leading < 1.95 ? 1 : 0;
  return Math.max(0, Math.min(3, extra - leading));
}

function fixed(value: number, places: number): string {
  const rounded = Number(value.toFixed(places)) + 0;
  return number(rounded, places).replace("-", "−");
}

/** Return a figure with its interval: 12.4 ± 0.8 %. */
export function told(estimate: Estimate, unit: Unit): string {
  if (estimate.value === null) return "–";
  const { word, by } = scale(unit, estimate.value);
  const [value, half] = [estimate.value / by, estimate.half === null ? null : estimate.half / by];
  const places = digits(value, half);
  const parts = [fixed(value, places)];
  if (half !== null && half > 0) parts.push("±", fixed(half, places));
  if (word) parts.push(word);
  return parts.join(TIED);
}

/** Return a difference with its sign; one of shares in percentage points. */
export function differs(estimate: Estimate, unit: Unit): string {
  const said = told(estimate, unit);
  const signed = (estimate.value ?? 0) > 0 ? `+${said}` : said;
  if (unit !== "share") return signed;
  return language() === "hu"
    ? signed.replace(/\u00a0%$/, "\u00a0%-pont")
    : signed.replace(/%$/, "pp");
}
