/** Telling the agent that it rings: a sound, a notification, the title of the window. */

import { untrack } from "svelte";
import { announce } from "$lib";
import { desk, type DeskCall } from "$lib/desk.svelte";
import { labelled } from "$lib/language.svelte";
import { Ringer } from "$lib/phone/ringer.svelte";
import { say } from "./words";

/** The ring of this page. */
export const ringer = new Ringer();

const NAMED_AFTER_WEB = /^web:/;

/** Return how a caller is called on the screen. */
export function callerName(call: Pick<DeskCall, "name" | "calling">): string {
  if (call.name) return call.name;
  if (NAMED_AFTER_WEB.test(call.calling)) return say.web;
  return /\d/.test(call.calling) ? call.calling : say.withheld;
}

function notify(call: DeskCall): Notification | null {
  if (globalThis.Notification?.permission !== "granted" || document.hasFocus()) return null;
  const shown = new Notification(say.rings(callerName(call)), {
    body: labelled(call.stream_label, call.stream),
    tag: `call-${call.call}`,
    requireInteraction: true,
  });
  shown.onclick = () => {
    window.focus();
    location.hash = "#/desk";
    shown.close();
  };
  return shown;
}

/** Follow the desk for as long as the calling component is there. */
export function alertToCalls(): void {
  const ringing = $derived(desk.view?.call?.state === "ringing" ? desk.view.call.call : 0);
  // A SIP phone rings by itself, and another window that has the phone does.
  const aloud = $derived(ringing > 0 && desk.view?.phone === "here");

  $effect(() => {
    if (!aloud) return;
    void ringer.start();
    return () => ringer.stop();
  });

  $effect(() => {
    if (!ringing) return;
    const view = untrack(() => desk.view); // once for each call, whatever else changes
    const call = view?.call;
    if (!call || view.phone === "elsewhere") return;
    announce(`${say.rings(callerName(call))}. ${labelled(call.stream_label, call.stream)}`);
    const shown = notify(call);
    const title = document.title;
    document.title = `☎ ${say.rings(callerName(call))}`;
    return () => {
      shown?.close();
      document.title = title;
      announce("");
    };
  });
}
