/** How the groups of a what-if's figures are called, and in which tables they stand. */

import { streamLabel, teamLabel } from "../hotline/hotline.svelte";
import { QUEUES, worded } from "../hotline/words";
import type { Difference } from "./result";
import { say } from "./words";

const PATHS = ["truthful", "pretending", "straight to zero"] as const;

/** Return whom a figure is about. */
export function groupName(it: Difference): string {
  if (it.by === "all") return say.all;
  if (it.by === "urgency") return worded(QUEUES, it.group);
  if (it.by === "team") return teamLabel(it.group);
  const stream = streamLabel(it.group);
  const path = PATHS.find((one) => one === it.path);
  return path ? `${stream}, ${say[path]}` : stream;
}

/** The tables, the one that matters most first. */
export const TABLES: readonly { title: () => string; by: readonly Difference["by"][] }[] = [
  { title: () => say.queues, by: ["all", "urgency"] },
  { title: () => say.streams, by: ["stream"] },
  { title: () => say.callers, by: ["callers"] },
  { title: () => say.teams, by: ["team"] },
];
