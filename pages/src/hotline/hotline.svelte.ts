/** What the plan that runs calls its streams, teams and agents. Asked for once, then kept. */

import { api, labelled, type Label } from "$lib";
import { say } from "./words";

export interface StreamInfo {
  name: string;
  label: Label;
  service: string;
  urgency: "first" | "second";
}

export interface TeamInfo {
  team: string;
  label: Label;
  agents: string[];
}

export interface HotlineInfo {
  hotline: string;
  languages: string[];
  number: string;
  streams: StreamInfo[];
  teams: TeamInfo[];
  services: string[];
  reasons: string[];
  codes: string[];
}

const known = $state<{ now: HotlineInfo | null }>({ now: null });
let asked: Promise<HotlineInfo> | null = null;

/** Return what the plan names; null until it is known. Read in markup, it follows. */
export function hotline(): HotlineInfo | null {
  return known.now;
}

/** Ask for it where it is not known; a failed attempt is made again the next time. */
export async function learnHotline(): Promise<HotlineInfo> {
  asked ??= api.get<HotlineInfo>("/hotline");
  try {
    known.now = await asked;
    return known.now;
  } catch (error) {
    asked = null;
    throw error;
  }
}

/** Forget it: another plan may run now. */
export function forgetHotline(): void {
  asked = null;
}

/** Return how a stream is called. */
export function streamLabel(name: string): string {
  return labelled(known.now?.streams.find((stream) => stream.name === name)?.label, name);
}

/** Return how a team is called. */
export function teamLabel(name: string): string {
  return labelled(known.now?.teams.find((team) => team.team === name)?.label, name);
}

/** Return what is waited for, in words: `stream:cards-new`, `team:cards`, `agent:anna`. */
export function goalLabel(goal: string): string {
  const [kind, name = ""] = goal.split(":", 2);
  if (kind === "stream") return streamLabel(name);
  if (kind === "team") return say.team(teamLabel(name));
  return name || goal;
}

/** Return all agents, by name. */
export function agentNames(): string[] {
  return (known.now?.teams ?? []).flatMap((team) => team.agents).sort();
}
