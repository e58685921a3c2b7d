/** What is summed up of the board's rows. */

import { milliseconds } from "$lib";
import type { AgentRow, QueueRow, Urgency } from "./rows";

/** In this order on the board: who is with callers first, who is not there last. */
export const STATE_ORDER = [
  "ready",
  "reserved",
  "talking",
  "holding",
  "wrap-up",
  "not ready",
  "signed out",
] as const;

export interface Waits {
  count: number;
  /** Since when the one waits who has waited longest; null: nobody waits. */
  since: string | null;
}

/** Return how many wait in the queues of a class, and since when the longest. */
export function waits(queues: readonly QueueRow[], urgency: Urgency): Waits {
  let since: string | null = null;
  let count = 0;
  for (const queue of queues) {
    count += queue[urgency];
    const began = queue[`${urgency}_since`];
    if (began !== null && (since === null || milliseconds(began) < milliseconds(since)))
      since = began;
  }
  return { count, since };
}

/** Return how many agents are in each state, in the order of the board. */
export function byState(agents: readonly AgentRow[]): { state: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const agent of agents) counts.set(agent.state, (counts.get(agent.state) ?? 0) + 1);
  return STATE_ORDER.map((state) => ({ state, count: counts.get(state) ?? 0 }));
}

/** Return whether agents in *state* are at work. */
export function atWork(state: string): boolean {
  return state !== "signed out" && state !== "not ready";
}

/** Return the agents in the order of their states, and in each of their names. */
export function inOrder(agents: readonly AgentRow[]): AgentRow[] {
  const rank = (agent: AgentRow): number => STATE_ORDER.indexOf(agent.state as never);
  return [...agents].sort((a, b) => rank(a) - rank(b) || (a.agent < b.agent ? -1 : 1));
}
