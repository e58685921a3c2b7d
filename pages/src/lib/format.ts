/** Numbers, dates and lengths of time as people read them, in the language of the pages. */

import { language } from "./language.svelte";

/** An instant as the server tells it: ISO 8601, or whole microseconds since 1970. */
export type Instant = string | number;

/** Return *instant* in milliseconds since 1970, as Date counts. */
export function milliseconds(instant: Instant): number {
  return typeof instant === "number" ? instant / 1000 : Date.parse(instant);
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: string,
  make: (language: string) => Format,
): Format {
  // The British put the day before the month and count 24 hours, as Hungary does.
  const spoken = language() === "en" ? "en-GB" : "hu-HU";
  const name = `${spoken} ${key}`;
  const found = (made.get(name) as Format | undefined) ?? make(spoken);
  made.set(name, found);
  return found;
}

/** Return *value* with at most *digits* after the point. */
export function number(value: number, digits = 0): string {
  return once(
    `number ${digits}`,
    (spoken) => new Intl.NumberFormat(spoken, { maximumFractionDigits: digits }),
  ).format(value);
}

/** Return a share of 1 in per cent. */
export function percent(share: number, digits = 0): string {
  return once(
    `percent ${digits}`,
    (spoken) => new Intl.NumberFormat(spoken, { style: "percent", maximumFractionDigits: digits }),
  ).format(share);
}

function moment(instant: Instant, key: string, options: Intl.DateTimeFormatOptions): string {
  const at = milliseconds(instant);
  if (!Number.isFinite(at)) return "–";
  return once(key, (spoken) => new Intl.DateTimeFormat(spoken, options)).format(at);
}

/** Return the time of day: 14:05. */
export function time(instant: Instant): string {
  return moment(instant, "time", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** Return the time of day with seconds: 14:05:09. */
export function exactTime(instant: Instant): string {
  return moment(instant, "exact", { timeStyle: "medium", hour12: false });
}

/** Return the day: 22 Nov 2026. */
export function day(instant: Instant): string {
  return moment(instant, "day", { dateStyle: "medium" });
}

/** Return day and time of day. */
export function dayAndTime(instant: Instant): string {
  return `${day(instant)} ${time(instant)}`;
}

/** Return a length of time as a clock shows it: 0:07, 3:05, 1:02:09. Below zero it is 0:00. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Return a length of time in words of one unit: 40 s, 3 min, 2.5 h. */
export function span(seconds: number): string {
  const hungarian = language() === "hu";
  if (seconds < 60) return `${number(seconds)} ${hungarian ? "mp" : "s"}`;
  if (seconds < 5400) return `${number(seconds / 60)} ${hungarian ? "perc" : "min"}`;
  return `${number(seconds / 3600, 1)} ${hungarian ? "óra" : "h"}`;
}
