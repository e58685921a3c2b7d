/** Finding among goals and colleagues by what is typed. */

import { labelled } from "$lib/language.svelte";
import type { AgentState, Colleague, Goal } from "$lib/desk.svelte";

export interface Found extends Goal {
  name: string;
  /** Of a colleague; empty for others. */
  state: AgentState | "";
  team: string;
}

/** Return *text* as it is compared: without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const KINDS = { team: 0, stream: 1, agent: 2 };
const REACHABLE: Partial<Record<string, number>> = { ready: 0, "wrap-up": 1, "not ready": 3 };

function rank(found: Found): number {
  return KINDS[found.kind] * 10 + (found.kind === "agent" ? (REACHABLE[found.state] ?? 2) : 0);
}

/** Return the goals in which each word of *typed* begins a word; teams first, then who is ready. */
export function search(
  typed: string,
  goals: readonly Goal[],
  colleagues: readonly Colleague[],
): Found[] {
  const byName = new Map(colleagues.map((one) => [`agent:${one.agent}`, one]));
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  return goals
    .map((goal): Found => {
      const colleague = byName.get(goal.goal);
      const name = labelled(goal.label, goal.goal);
      return { ...goal, name, state: colleague?.state ?? "", team: colleague?.team ?? "" };
    })
    .filter((found) => matches(wanted, `${found.name} ${found.goal} ${found.team}`))
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** Return whether each of *wanted* begins a word of *text*. */
export function matches(wanted: readonly string[], text: string): boolean {
  const words = folded(text).split(/[^\p{L}\p{N}]+/u);
  return wanted.every((one) => words.some((word) => word.startsWith(one)));
}
