/** How good a connection is, from the browser's statistics of the last seconds. */

/** none: no sound arrives at all. */
export type Grade = "good" | "fair" | "poor" | "none" | "unknown";

export interface Quality {
  grade: Grade;
  /** Share of packets that did not arrive. */
  loss: number;
  jitter_ms: number;
  roundTrip_ms: number | null;
}

/** What was counted since the connection came up. */
export interface Counted {
  /** Of the source that was new last: browsers tell of no other. */
  received: number;
  /** Of all sources, where the browser tells. */
  carried: number;
  lost: number;
  jitter_s: number;
  roundTrip_s: number | null;
}

export const UNKNOWN: Quality = { grade: "unknown", loss: 0, jitter_ms: 0, roundTrip_ms: null };

/** From ITU-T G.107's shape for G.711: under these, talk is not disturbed; above, it is hard. */
const GOOD = { loss: 0.01, jitter_ms: 30, roundTrip_ms: 300 };
const FAIR = { loss: 0.05, jitter_ms: 60, roundTrip_ms: 600 };

/** One of the figures of a browser. */
export type Statistic = Record<string, number | string | boolean | undefined>;

/** Return the counts of *report*. */
export function counted(report: Iterable<[string, Statistic]>): Counted {
  const counts: Counted = { received: 0, carried: 0, lost: 0, jitter_s: 0, roundTrip_s: null };
  for (const [, it] of report) {
    if (it["type"] === "inbound-rtp") {
      counts.received += Number(it["packetsReceived"] ?? 0);
      counts.lost += Number(it["packetsLost"] ?? 0);
      counts.jitter_s = Number(it["jitter"] ?? 0);
    }
    if (it["type"] === "transport") counts.carried += Number(it["packetsReceived"] ?? 0);
    if (it["type"] === "candidate-pair" && it["nominated"])
      counts.roundTrip_s = Number(it["currentRoundTripTime"] ?? 0);
  }
  return counts;
}

/** Packets that come in a look's time at least, where a voice comes: half of them. */
const A_VOICE = 12;

/**
 * Return whether sound came between two counts, but from a source that the browser has turned away
 * from: Chromium plays all sources, but meters and figures follow the one that was new last. Who
 * is heard again after music, or after a colleague, is an old one.
 */
export function isDeaf(before: Counted, after: Counted): boolean {
  return after.received === before.received && after.carried - before.carried >= A_VOICE;
}

/** Return how good it was between two counts. */
export function graded(before: Counted, after: Counted): Quality {
  // The exchange may send from another source, and counts begin anew then.
  const fresh = after.received < before.received;
  const received = after.received - (fresh ? 0 : before.received);
  const lost = Math.max(0, after.lost - (fresh ? 0 : before.lost));
  const quality = {
    loss: received + lost > 0 ? lost / (received + lost) : 0,
    jitter_ms: after.jitter_s * 1000,
    roundTrip_ms: after.roundTrip_s === null ? null : after.roundTrip_s * 1000,
  };
  return { ...quality, grade: received <= 0 ? "none" : within(quality) };
}

function within(quality: Omit<Quality, "grade">): Grade {
  const under = (limit: typeof GOOD): boolean =>
    quality.loss <= limit.loss &&
    quality.jitter_ms <= limit.jitter_ms &&
    (quality.roundTrip_ms ?? 0) <= limit.roundTrip_ms;
  if (under(GOOD)) return "good";
  return under(FAIR) ? "fair" : "poor";
}
