/** The note and code of the present call while they are written; a reload does not lose them. */

import { inTab } from "$lib/kept";

const KEPT = "draft";

export interface Draft {
  call: number;
  note: string;
  code: string;
}

function kept(): Draft {
  const found = JSON.parse(inTab.get(KEPT) || "null") as Partial<Draft> | null;
  return { call: found?.call ?? 0, note: found?.note ?? "", code: found?.code ?? "" };
}

const draft = $state<Draft>(kept());

/** Return what is being written, to be changed in place. */
export function draftOf(): Draft {
  return draft;
}

/** Begin anew where *call* is another one than the draft's. */
export function turnTo(call: number): void {
  if (draft.call !== call) Object.assign(draft, { call, note: "", code: "" });
}

/** Keep it over a reload. */
export function keepDraft(): void {
  inTab.set(KEPT, JSON.stringify(draft));
}
