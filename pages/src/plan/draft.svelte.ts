/**
 * The text of the plan while it is written: what the server says of it, as one types, and how it
 * looks drawn. What was asked first and answered last is thrown away.
 */

import { api, language } from "$lib";
import type { Finding } from "./versions";

const PAUSE = 350;

export class Draft {
  text = $state("");
  findings = $state.raw<Finding[]>([]);
  drawn = $state("");
  checking = $state(false);
  trouble = $state<unknown>(null);
  #asked: AbortController | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** Take a new text; it is checked when the keys have been at rest for a moment. */
  write(text: string, pause = PAUSE): void {
    this.text = text;
    this.checking = true;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.check(), pause);
  }

  /** Have the text checked, and drawn where it can be. */
  async check(): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.checking = true;
    try {
      const { text } = this;
      const told = await api.post<{ faults: Finding[] }>("/plan/check", { text }, asked.signal);
      this.findings = told.faults;
      this.trouble = null;
      if (!this.hasFaults)
        this.drawn = await api.text(
          "POST",
          "/plan/drawing",
          { text, language: language() },
          asked.signal,
        );
    } catch (error) {
      if (!asked.signal.aborted) this.trouble = error;
    }
    if (!asked.signal.aborted) this.checking = false;
  }

  get hasFaults(): boolean {
    return this.findings.some((one) => one.severity === "fault");
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#asked?.abort();
  }
}
