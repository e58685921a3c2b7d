/** The plan, its versions and what is found in it, as the server tells them. */

export interface Version {
  version: number;
  digest: string;
  note: string;
  by: string;
  based_on: number | null;
  published: string;
}

export interface WholeVersion extends Version {
  text: string;
}

export interface TakingUp {
  version: number;
  when: "idle" | "now";
  stage: "preparing" | "waiting" | "closing" | "failed";
  why: string;
}

export interface PresentPlan extends WholeVersion {
  running_version: number;
  taking_up?: TakingUp | null;
}

export interface Finding {
  line: number;
  column: number;
  what: string;
  remedy: string;
  severity: "fault" | "lint";
  file?: string;
}
