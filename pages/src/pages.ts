/** Which pages there are, where, and for whom. Each is loaded when it is first opened. */

import type { Component } from "svelte";
import { words } from "$lib/language.svelte";
import type { Role } from "$lib/session.svelte";

const say = words(
  {
    desk: "Desk",
    wallboard: "Wallboard",
    records: "Records",
    reports: "Reports",
    plan: "Plan",
    whatIf: "What if",
    people: "People",
    audit: "Audit",
  },
  {
    desk: "Munkapult",
    wallboard: "Áttekintő",
    records: "Hívásnapló",
    reports: "Kimutatások",
    plan: "Terv",
    whatIf: "Mi lenne, ha",
    people: "Munkatársak",
    audit: "Eseménynapló",
  },
);

export interface Page {
  /** The first part of its address: `#/desk`. */
  readonly path: string;
  readonly title: () => string;
  readonly roles: readonly Role[];
  readonly load: () => Promise<{ default: Component }>;
}

/** In the order of the navigation; the first that a user may open is where they arrive. */
export const PAGES: readonly Page[] = [
  {
    path: "desk",
    title: () => say.desk,
    roles: ["agent"],
    load: () => import("./desk/Desk.svelte"),
  },
  {
    path: "wallboard",
    title: () => say.wallboard,
    roles: ["supervisor", "manager"],
    load: () => import("./wallboard/Wallboard.svelte"),
  },
  {
    path: "records",
    title: () => say.records,
    roles: ["supervisor", "manager"],
    load: () => import("./records/Records.svelte"),
  },
  {
    path: "reports",
    title: () => say.reports,
    roles: ["manager", "supervisor"],
    load: () => import("./reports/Reports.svelte"),
  },
  {
    path: "plan",
    title: () => say.plan,
    roles: ["manager"],
    load: () => import("./plan/Plan.svelte"),
  },
  {
    path: "what-if",
    title: () => say.whatIf,
    roles: ["manager"],
    load: () => import("./what-if/WhatIf.svelte"),
  },
  {
    path: "people",
    title: () => say.people,
    roles: ["administrator"],
    load: () => import("./people/People.svelte"),
  },
  {
    path: "audit",
    title: () => say.audit,
    roles: ["administrator"],
    load: () => import("./people/Audit.svelte"),
  },
];
