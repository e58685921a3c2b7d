/** Where the parts of a contact stand on a line of time. Knows seconds, not pixels. */

import { milliseconds } from "$lib/format";
import type { Recording, Segment } from "./contacts";

export interface Span {
  segment: Segment;
  /** Seconds from the call's arrival. */
  start: number;
  end: number;
  /** Not over yet. */
  open: boolean;
}

export interface Line {
  /** With the caller: menu, waiting, talks. */
  chain: Span[];
  /** Beside it: agents who ask a colleague. */
  beside: Span[];
  recorded: { name: string; start: number; end: number }[];
  /** Whole length in seconds; never 0. */
  length: number;
}

/** Return the line of *segments*, as it is at *now* (milliseconds since 1970). */
export function line(
  arrived: string,
  segments: readonly Segment[],
  recordings: readonly Recording[],
  now: number,
): Line {
  const origin = milliseconds(arrived);
  const since = (instant: string): number => Math.max(0, (milliseconds(instant) - origin) / 1000);
  const spans = segments.map((segment) => ({
    segment,
    start: since(segment.began),
    end: segment.ended === null ? Math.max(0, (now - origin) / 1000) : since(segment.ended),
    open: segment.ended === null,
  }));
  const recorded = recordings.map((one) => ({
    name: one.name,
    start: since(one.began),
    end: since(one.began) + one.duration_s,
  }));
  return {
    chain: spans.filter((span) => span.segment.kind !== "consult"),
    beside: spans.filter((span) => span.segment.kind === "consult"),
    recorded,
    length: Math.max(1, ...spans.map((span) => span.end)),
  };
}

/** Return whether the part after this one is with somebody else because an agent passed the caller on. */
export function passesOn(segment: Segment): boolean {
  return segment.end === "transferred" || segment.end === "handed over";
}
