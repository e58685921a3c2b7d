/**
 * What this browser keeps for the pages: choices for good, a tab's own things until it is closed.
 * Where it keeps nothing (another site's frame, with its cookies blocked), all is as at first.
 */

function storage(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[kind] ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null; // blocked in this frame
    throw error;
  }
}

class Kept {
  readonly #storage: Storage | null;

  constructor(kind: "localStorage" | "sessionStorage") {
    this.#storage = storage(kind);
  }

  /** Return what is kept under *key*; empty for nothing. */
  get(key: string): string {
    return this.#storage?.getItem(`firstline.${key}`) ?? "";
  }

  /** Keep *value*; an empty one is taken away. */
  set(key: string, value: string): void {
    if (value) this.#storage?.setItem(`firstline.${key}`, value);
    else this.#storage?.removeItem(`firstline.${key}`);
  }
}

/** For good. */
export const inBrowser = new Kept("localStorage");
/** Until the tab is closed; a reload keeps it. */
export const inTab = new Kept("sessionStorage");
