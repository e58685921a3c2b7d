/** The one clock of the pages: the server's time, ticking once a second for whoever shows it. */

import { milliseconds, type Instant } from "./format";

const HELD_TOO_LONG = 60_000;

let ahead = 0;
let measured = -Infinity;
const ticking = $state({ ms: Date.now() });

/** Learn from an instant that the server has just sent how far its clock is from ours. */
export function serverSays(at: Instant): void {
  const offset = milliseconds(at) - Date.now();
  // What was least delayed is nearest to the truth; an old truth is given up after a minute.
  if (offset > ahead || measured === -Infinity || Date.now() - measured > HELD_TOO_LONG) {
    ahead = offset;
    measured = Date.now();
  }
}

/** Return the server's time in milliseconds, now, without following the clock. */
export function serverTime(): number {
  return Date.now() + ahead;
}

/** Return the server's time in milliseconds; read in markup, it follows once a second. */
export function now(): number {
  return ticking.ms;
}

setInterval(() => (ticking.ms = serverTime()), 1000);
