/** Asking the exchange from the desk: one thing at a time, and a refusal is shown. */

import { Refused, toastRefused } from "$lib";
import { desk, type Act } from "$lib/desk.svelte";

const under = $state<{ way: string }>({ way: "" });

/** Return what is being asked; empty when nothing is. */
export function underWay(): string {
  return under.way;
}

/** Ask; return whether it was done. A second click on the same does nothing more. */
export async function ask(act: Act, given: Record<string, string> = {}): Promise<boolean> {
  return attempt(act, () => desk.act(act, given));
}

/** Make this window the telephone. */
export async function usePhoneHere(): Promise<boolean> {
  return attempt("claim-phone", () => desk.claimPhone());
}

/** Give the telephone up. */
export async function givePhoneUp(): Promise<boolean> {
  return attempt("release-phone", () => desk.releasePhone());
}

/** Be ready; without any telephone, this window becomes it first. */
export async function beReady(): Promise<boolean> {
  if (desk.view?.phone === "none" && !(await usePhoneHere())) return false;
  return ask("ready");
}

const asked = new Map<string, Promise<boolean>>();
let turn: Promise<unknown> = Promise.resolve();

/** Do *act* when all that was asked before is done; asked for again meanwhile, it is the same. */
function attempt(name: string, act: () => Promise<void>): Promise<boolean> {
  const same = asked.get(name);
  if (same) return same;
  const mine = turn.then(() => carryOut(name, act));
  asked.set(name, mine);
  turn = mine;
  return mine;
}

async function carryOut(name: string, act: () => Promise<void>): Promise<boolean> {
  under.way = name;
  try {
    await act();
    return true;
  } catch (error) {
    // What is wrong with the microphone stands on the desk already.
    if (error !== desk.phone.trouble) toastRefused(Refused.from(error));
    return false;
  } finally {
    under.way = "";
    asked.delete(name);
  }
}
