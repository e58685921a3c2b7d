/** Where in the text of a plan its parts are written. Knows YAML's indents, nothing of plans. */

const SECTIONS: Readonly<Record<string, string>> = {
  menu: "menu",
  stream: "streams",
  team: "teams",
  phone: "numbers",
};

const KEY = /^(\s*)(?:"([^"]+)"|'([^']+)'|([^\s#:][^:]*?))\s*:(?:\s|$)/;

interface Entry {
  indent: number;
  key: string;
}

function entry(line: string): Entry | null {
  const found = KEY.exec(line);
  if (!found) return null;
  return { indent: (found[1] ?? "").length, key: found[2] ?? found[3] ?? found[4] ?? "" };
}

/**
 * Return the line (from 1) at which a part of the drawing is written: `stream:cards-new`. Its
 * section's, where the part itself is not found; 0 where not even that is.
 */
export function lineOf(text: string, node: string): number {
  const [kind = "", ...rest] = node.split(":");
  const section = SECTIONS[kind];
  if (!section) return 0;
  const lines = text.split("\n");
  const start = lines.findIndex((line) => {
    const found = entry(line);
    return found?.indent === 0 && found.key === section;
  });
  if (start < 0) return 0;
  return within(lines, start, rest.join(":")) || start + 1;
}

function within(lines: readonly string[], start: number, name: string): number {
  for (let place = start + 1; place < lines.length; place++) {
    const found = entry(lines[place] ?? "");
    if (!found) continue;
    if (found.indent === 0) return 0;
    if (found.key === name) return place + 1;
  }
  return 0;
}
