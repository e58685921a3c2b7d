/**
 * The server's drawing of the plan as something to point at. Its own styles become a constructed
 * sheet, which the policy of contents lets through; a second one makes it fit a dark page.
 */

const DARK = `
  :host { color-scheme: inherit; }
  text { fill: var(--text); }
  .small { fill: var(--text-quiet); }
  .key, .light { fill: #fff; }
  .paper { fill: var(--surface); }
  .card { fill: var(--raised); stroke: var(--line-strong); }
  .rule { stroke: var(--line); }
  .first { fill: var(--first-soft); }
  .second { fill: var(--accent-soft); }
  .team { fill: var(--ready-soft); }
  .phone { fill: var(--off-soft); }
  svg { display: block; width: 100%; height: 100%; }
  [data-node] { cursor: pointer; }
  [data-node]:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
  [data-node]:hover { filter: drop-shadow(0 0 5px var(--accent)); }
`;

export interface Picture {
  svg: SVGSVGElement;
  width: number;
  height: number;
}

/** Put the drawing *text* into *host*; null where it is none. */
export function show(
  host: HTMLElement,
  text: string,
  named: (node: string) => string,
): Picture | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!(parsed instanceof SVGSVGElement)) return null;
  const own = new CSSStyleSheet();
  own.replaceSync(
    [...parsed.querySelectorAll("style")].map((style) => style.textContent).join("\n"),
  );
  const dark = new CSSStyleSheet();
  dark.replaceSync(DARK);
  for (const style of parsed.querySelectorAll("style")) style.remove();
  parsed.querySelector(":scope > rect")?.setAttribute("class", "paper");
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [own, dark];
  const svg = document.importNode(parsed, true);
  const { width, height } = svg.viewBox.baseVal;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("role", "group");
  for (const part of svg.querySelectorAll<SVGGElement>("[data-node]")) {
    part.setAttribute("tabindex", "0");
    part.setAttribute("role", "link");
    // It is called by what stands on it; this says where it leads.
    part.setAttribute("aria-description", named(part.dataset["node"] ?? ""));
  }
  root.replaceChildren(svg);
  return { svg, width, height };
}

/** Return which part of the plan an event in the drawing is about; empty: none. */
export function nodeAt(event: Event): string {
  for (const one of event.composedPath()) {
    if (one instanceof SVGElement && one.dataset["node"]) return one.dataset["node"];
  }
  return "";
}
