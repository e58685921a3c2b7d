import { expect, test } from "vitest";
import { scaled } from "./level";
import { counted, graded, isDeaf, type Counted } from "./quality";

const count = (
  received: number,
  lost = 0,
  jitter_s = 0,
  roundTrip_s: number | null = 0.05,
): Counted => ({
  received,
  carried: 0,
  lost,
  jitter_s,
  roundTrip_s,
});

test("the browser's figures are counted together", () => {
  const report = new Map([
    ["1", { type: "inbound-rtp", packetsReceived: 90, packetsLost: 10, jitter: 0.02 }],
    ["2", { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.1 }],
    ["3", { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 }],
  ]);
  expect(counted(report)).toEqual(count(90, 10, 0.02, 0.1));
});

test.each([
  ["good", count(200)],
  ["fair", count(196, 4)],
  ["poor", count(180, 20)],
  ["fair", count(200, 0, 0.045)],
  ["poor", count(200, 0, 0, 0.9)],
  ["none", count(100)],
])("a line is %s", (grade, after) => {
  expect(graded(count(100), after).grade).toBe(grade);
});

test("sound of an old source is heard, but not told", () => {
  const carried = (received: number, all: number): Counted => ({
    ...count(received),
    carried: all,
  });
  expect(isDeaf(carried(100, 500), carried(100, 525))).toBe(true);
  expect(isDeaf(carried(100, 500), carried(125, 525))).toBe(false);
  expect(isDeaf(carried(100, 500), carried(100, 502))).toBe(false);
  expect(isDeaf(count(100), count(100))).toBe(false);
  const report = new Map([["1", { type: "transport", packetsReceived: 7 }]]);
  expect(counted(report).carried).toBe(7);
});

test("where another source sends, the counts begin anew", () => {
  expect(graded(count(900, 50), count(80)).grade).toBe("good");
});

test("a meter shows silence as nothing and the loudest as all", () => {
  expect(scaled(new Float32Array(64))).toBe(0);
  expect(scaled(new Float32Array(64).fill(1))).toBe(1);
  expect(scaled(new Float32Array(64).fill(0.05))).toBeGreaterThan(0.4);
});
