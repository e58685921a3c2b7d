import { expect, test } from "vitest";
import { fresh, worlds, written } from "./changes";

test("more agents and fewer are written with their sign", () => {
  expect(written(fresh(1, "agents", "cards"))).toBe("agents cards +2");
  expect(written({ ...fresh(1, "agents", "cards"), agents: -3 })).toBe("agents cards -3");
});

test("each discipline is written in its own way", () => {
  const order = fresh(1, "order");
  expect(written({ ...order, order: "strict" })).toBe("order strict");
  expect(written({ ...order, minutes: 2 })).toBe("order head_start 2 min");
  expect(written({ ...order, order: "accumulating" })).toBe("order accumulating 2:1");
});

test("everybody pretends, nobody, or some", () => {
  expect(written({ ...fresh(1, "pretend"), pretend: "all" })).toBe("pretend all");
  expect(written(fresh(1, "pretend"))).toBe("pretend 20 %");
});

test("a surge says of what, how much, when and for how long", () => {
  expect(written(fresh(1, "surge", "", "cards"))).toBe("surge cards x3 tue 14:00 for 2 h");
});

test("changes are one world together, or a world each", () => {
  const changes = [fresh(1, "agents", "cards"), fresh(2, "guard"), fresh(3, "free")];
  expect(worlds(changes, false)).toEqual(["agents cards +2; guard 3 min"]);
  expect(worlds(changes, true)).toEqual(["agents cards +2", "guard 3 min"]);
});
