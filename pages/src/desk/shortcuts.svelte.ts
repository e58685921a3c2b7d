/** Keys of the desk: one letter each, never while somebody types, and they can be switched off. */

import { inBrowser } from "$lib/kept";

const OFF = "keys-off";
const TYPED_IN = "input, textarea, select, [contenteditable], dialog, [role=menu], [role=listbox]";

const shortcuts = $state({ on: !inBrowser.get(OFF) });

export function areOn(): boolean {
  return shortcuts.on;
}

export function turn(on: boolean): void {
  shortcuts.on = on;
  inBrowser.set(OFF, on ? "" : "1");
}

/** Return whether a key pressed at *target* is text, or meant for an open dialog or menu. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_IN) !== null;
}

/** Do what *acts* say for the key; an act that is not there now is no shortcut. */
export function onKey(event: KeyboardEvent, acts: Record<string, (() => void) | undefined>): void {
  const chorded = event.ctrlKey || event.metaKey || event.altKey;
  if (chorded || event.repeat || event.defaultPrevented || isTyping(event.target)) return;
  const act = acts[event.key.toLowerCase()];
  if (!act || (!shortcuts.on && event.key !== "?")) return;
  event.preventDefault();
  act();
}
