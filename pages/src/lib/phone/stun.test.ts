import { expect, test } from "vitest";
import { servers } from "./stun";

test("the exchange is asked where it can be reached", () => {
  expect(servers(":5060", "hotline.example")).toEqual([{ urls: "stun:hotline.example:5060" }]);
  expect(servers("192.0.2.9:5070", "hotline.example")).toEqual([{ urls: "stun:192.0.2.9:5070" }]);
  expect(servers("", "localhost")).toEqual([]);
});
