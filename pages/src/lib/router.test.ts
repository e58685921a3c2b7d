import { expect, test } from "vitest";
import { parsed, to } from "./router.svelte";

test("an address that was made is taken apart again", () => {
  const found = parsed(to("records", 17, "új ügy/2", { agent: "anna", stream: "", text: "a&b" }));
  expect(found.page).toBe("records");
  expect(found.rest).toEqual(["17", "új ügy/2"]);
  expect([...found.query]).toEqual([
    ["agent", "anna"],
    ["text", "a&b"],
  ]);
});

test("an address that somebody typed is never an error", () => {
  expect(parsed("").page).toBe("");
  expect(parsed("#").page).toBe("");
  expect(parsed("#/100%/%zz").rest).toEqual(["%zz"]);
});
