/// <reference types="vitest/config" />
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The server behind `npm run dev`: a hotline that runs on this machine. */
const server = process.env["FIRSTLINE"] ?? "http://127.0.0.1:8080";
const paths = [
  "session",
  "hotline",
  "call/",
  "desk/",
  "board/",
  "feed",
  "state",
  "health",
  "agents",
];
const others = ["contacts", "reports", "plan", "what-ifs", "users", "tokens", "audit", "webhooks"];
const more = ["incidents", "calls", "supervision", "callers", "metrics", "openapi.json"];

/** Both pages begin alike. */
const oneHead: Plugin = {
  name: "one-head",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace(/<!-- .* head\.html here\. -->/, readFileSync(here("./head.html"), "utf8")),
  },
};

export default defineConfig({
  plugins: [svelte(), oneHead],
  resolve: {
    alias: [
      { find: /^\$lib$/, replacement: here("./src/lib/index.ts") },
      { find: /^\$lib\//, replacement: here("./src/lib/") },
    ],
    // Tests of modules with runes run against Svelte's browser build.
    ...(process.env["VITEST"] === undefined ? {} : { conditions: ["browser"] }),
  },
  build: {
    outDir: here("../src/firstline/web/pages"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0, // the policy of contents allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: here("./index.html"), call: here("./call.html") },
    },
  },
  server: {
    proxy: Object.fromEntries(
      [...paths, ...others, ...more].map((path) => [
        `^/${path}(?!\\.html)`,
        { target: server, ws: true, changeOrigin: true },
      ]),
    ),
  },
  test: { include: ["src/**/*.test.ts"] },
});
