/** How long to wait before the next attempt to connect. */

const FIRST = 250;
const LONGEST = 10_000;

/**
 * Return milliseconds until attempt *attempt* (0 is the first): doubling, at most ten seconds, each
 * by chance between half and the whole, so that a hundred desks do not come back in one instant.
 */
export function backoff(attempt: number, chance: () => number = Math.random): number {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return most * (0.5 + chance() / 2);
}
