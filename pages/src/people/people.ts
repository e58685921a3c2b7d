/** People, tokens, webhooks and acts as the server tells them. */

import type { Language, Role } from "$lib";

export const ALL_ROLES: readonly Role[] = ["agent", "supervisor", "manager", "administrator"];

export interface Person {
  name: string;
  roles: Role[];
  agent: string;
  language: Language | "";
  must_change: boolean;
  disabled: boolean;
  created: string;
  sessions?: number;
}

export interface Token {
  id: string;
  scopes: string[];
  created: string;
  note: string;
}

export interface Webhook {
  id: string;
  url: string;
  names: string[];
  created: string;
  delivered: number;
  paused: string;
  failures_in_a_row: number;
  last: string;
}

export interface Tested {
  taken: boolean;
  status: number | null;
  why: string;
}

export interface Noted {
  id: number;
  at: string;
  who: string;
  client: string;
  act: string;
  about: string;
  outcome: string;
}

/** What is filled in of a person. */
export interface Draft {
  name: string;
  roles: Role[];
  agent: string;
  language: Language | "";
  disabled: boolean;
}
