/** What charts say about themselves. */

import { words } from "$lib";

export const say = words(
  {
    summary: (label: string, most: string, mostAt: string, least: string, leastAt: string) =>
      `${label}: most ${most} (${mostAt}), least ${least} (${leastAt}).`,
    one: (label: string, value: string, at: string) => `${label}: ${value} (${at}).`,
    nothing: "There is nothing to draw.",
  },
  {
    summary: (label: string, most: string, mostAt: string, least: string, leastAt: string) =>
      `${label}: legtöbb ${most} (${mostAt}), legkevesebb ${least} (${leastAt}).`,
    one: (label: string, value: string, at: string) => `${label}: ${value} (${at}).`,
    nothing: "Nincs mit ábrázolni.",
  },
);
