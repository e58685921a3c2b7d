/** What the board's socket tells: the rows, as they come. */

import type { Label } from "$lib";

export type Urgency = "first" | "second";

export interface QueueRow {
  goal: string;
  label: Label;
  service: string;
  urgency: Urgency | "";
  first: number;
  second: number;
  first_since: string | null;
  second_since: string | null;
  ready: number;
  on_duty: number;
}

export interface AgentRow {
  agent: string;
  team: string;
  state: string;
  reason: string;
  since: string;
  call: number | null;
  stream: string;
  has_phone: boolean;
}

export interface WaitingRow {
  call: number;
  calling: string;
  stream: string;
  goal: string;
  urgency: Urgency;
  since: string;
  language: string;
}

export interface TeamRow {
  team: string;
  label: Label;
}

export interface IncidentRow {
  incident: string;
  area: string[];
  service: string;
  until: string;
  message: Label;
}

export interface ServiceLevel {
  id: string;
  formula: string;
  within_s: number;
  short_s: number;
  value: number | null;
}

export interface Expectation {
  from: string;
  until: string;
  basis: string | Label;
  streams: { stream: string; expected: number; came: number }[];
  teams: { team: string; on_duty: number; needed: number | null; service_level: number | null }[];
}

export interface Happened {
  at: string;
  en: string;
  hu: string;
}

export interface Counts {
  calls: number;
  offered: number;
  answered: number;
  abandoned: number;
  blocked: number;
  deflected: number;
  transfers: number;
  no_answers: number;
}

/** What is no list of rows that change one by one. */
export interface Rest {
  hotline: string;
  open: boolean;
  closing: boolean;
  counts: Counts;
  service_level: ServiceLevel;
  incidents: IncidentRow[];
  teams: TeamRow[];
  expectation: Expectation | null;
  why_unexpected: Label | null;
  last: Happened[];
}

/** Rows that have changed; at the end, keys of those that are gone. */
export type News<Row> = readonly (Row | { gone: (string | number)[] })[];

export interface BoardSaid extends Partial<Rest> {
  is: string;
  seq?: number;
  queues?: News<QueueRow>;
  agents?: News<AgentRow>;
  waiting?: News<WaitingRow>;
}
