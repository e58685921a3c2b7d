/** Short messages at the edge of the page, read aloud by screen readers. */

import type { Refused } from "./refused";

export type Tone = "plain" | "good" | "bad";
export interface Toast {
  id: number;
  text: string;
  remedy: string;
  tone: Tone;
}

const SHOWN_FOR: Record<Tone, number> = { plain: 5_000, good: 4_000, bad: 12_000 };

let last = 0;
const shown = $state<{ toasts: Toast[]; aloud: string }>({ toasts: [], aloud: "" });

/** Return the messages that are shown. */
export function toasts(): readonly Toast[] {
  return shown.toasts;
}

/** Return what a screen reader is to say now. */
export function aloud(): string {
  return shown.aloud;
}

/** Show *text* for a while. */
export function toast(text: string, tone: Tone = "plain", remedy = ""): void {
  const id = ++last;
  shown.toasts = [
    ...shown.toasts.filter((one) => one.text !== text),
    { id, text, remedy, tone },
  ].slice(-4);
  setTimeout(() => dismiss(id), SHOWN_FOR[tone]);
}

/** Show why something was refused. */
export function toastRefused(refused: Refused): void {
  toast(refused.what, "bad", refused.remedy);
}

/** Take a message away. */
export function dismiss(id: number): void {
  shown.toasts = shown.toasts.filter((one) => one.id !== id);
}

/** Let a screen reader say *text*; nothing is shown. */
export function announce(text: string): void {
  shown.aloud = text;
}
