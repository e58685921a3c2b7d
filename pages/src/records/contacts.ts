/** Contacts and their segments, as the server tells them: instants in ISO 8601, lengths in seconds. */

export interface Contact {
  call: number;
  calling: string;
  dialled: string;
  arrived: string;
  language: string;
  keys: string;
  stream: string;
  service: string;
  urgency: string;
  queued: string | null;
  answered: string | null;
  ended: string | null;
  outcome: string | null;
  ended_by: string;
  refused: string;
  ringing_at_end: boolean;
  redial_kept: boolean;
  recorded: boolean;
  transfers: number;
  returns: number;
  consults: number;
  offers: number;
  missed: number;
  agent: string;
  team: string;
  wait_s: number | null;
  wait_from_arrival_s: number | null;
  to_right_human_s: number | null;
  talk_s: number;
  hold_s: number;
  wrap_up_s: number;
  wrap_up_code: string;
  note?: string;
}

export type Kind = "menu" | "waiting" | "talk" | "consult";

export interface Segment {
  id: string;
  ordinal: number;
  kind: Kind;
  holder: string;
  team: string;
  stream: string;
  urgency: string;
  began: string;
  ended: string | null;
  end: string;
  offers: number;
  missed: number;
  ringing_s: number;
  talk_s: number;
  hold_s: number;
  wrap_up_s: number;
  wrap_up_code: string;
  note?: string;
  conference?: boolean;
  slip_by: string;
  slip_reason: string;
  slip_note: string;
}

export interface Recording {
  name: string;
  began: string;
  duration_s: number;
  href: string;
}

export interface WholeContact {
  contact: Contact;
  segments: Segment[];
  recordings?: Recording[];
}

/** What is looked for; empty: anything. Days are as a date field has them: 2026-11-22. */
export interface Filter {
  calling: string;
  stream: string;
  agent: string;
  outcome: string;
  since: string;
  until: string;
}

export const FILTERS = ["calling", "stream", "agent", "outcome", "since", "until"] as const;

/** Return the first instant of a day of this browser's time zone, or of the day after it. */
export function beginning(day: string, after = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date + after);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

/** Return what is to be asked of the server. */
export function asked(filter: Filter): Record<string, string> {
  return {
    ...filter,
    since: filter.since && beginning(filter.since),
    until: filter.until && beginning(filter.until, 1),
  };
}
