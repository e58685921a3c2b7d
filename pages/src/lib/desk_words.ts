/** What the desk says when the exchange cannot be asked. */

import { words } from "./language.svelte";

export const say = words(
  {
    offline: "There is no connection to the hotline at the moment.",
    offlineRemedy: "It comes back by itself; then try again.",
    unanswered: "The hotline has not answered.",
    unansweredRemedy: "Look what the desk shows before you try again: it may have been done.",
  },
  {
    offline: "Pillanatnyilag nincs kapcsolat a telefonközponttal.",
    offlineRemedy: "Magától helyreáll; utána próbálja újra.",
    unanswered: "A telefonközpont nem válaszolt.",
    unansweredRemedy:
      "Nézze meg, mit mutat a munkapult, mielőtt újra próbálja: lehet, hogy megtörtént.",
  },
);
