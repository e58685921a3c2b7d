/** Light or dark: as the machine says, until somebody chooses. */

import { inBrowser } from "./kept";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

function kept(): Theme {
  const found = inBrowser.get("theme");
  return THEMES.find((theme) => theme === found) ?? "system";
}

const chosen = $state<{ now: Theme }>({ now: kept() });

/** Return what was chosen. */
export function theme(): Theme {
  return chosen.now;
}

/** Show *next*, and keep it in this browser. */
export function wear(next: Theme): void {
  chosen.now = next;
  inBrowser.set("theme", next === "system" ? "" : next);
  dress();
}

/** Put on what was chosen; once, before the first page is drawn. */
export function dress(): void {
  if (chosen.now === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen.now;
}
