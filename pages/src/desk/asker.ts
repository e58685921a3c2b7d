/**
 * Which of two agents who consult is the one who asked. While they talk alone, the asker's caller is
 * on hold; in a conference that can no longer be seen, so it is remembered.
 */

import { inTab } from "$lib/kept";
import type { DeskView } from "$lib/desk.svelte";

const KEPT = "asker";

/** Return whether *view* is the desk of the one who asked, and remember it for a conference. */
export function asks(view: DeskView): boolean {
  const { call, consult } = view;
  if (!call || !consult) return false;
  if (call.state === "conference") return inTab.get(KEPT) === String(call.call);
  const asked = view.state === "holding";
  inTab.set(KEPT, asked ? String(call.call) : "");
  return asked;
}
