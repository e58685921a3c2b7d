/** Where in the pages somebody is: `#/records/17?agent=anna`. It does not know which pages exist. */

export interface Route {
  /** The page: the first part of the way. */
  readonly page: string;
  /** The parts after it. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** Take a hash apart. */
export function parsed(hash: string): Route {
  const [way = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = way.split("/").filter(Boolean).map(decoded);
  return { page, rest, query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part; // typed by hand: taken as it stands
    throw error;
  }
}

/** Return the address of a page: `to("records", 17, {agent: "anna"})`; empty values are left out. */
export function to(...parts: (string | number | Record<string, string>)[]): string {
  const way = parts
    .filter((part) => typeof part !== "object")
    .map((part) => `/${encodeURIComponent(part)}`);
  const filled = parts
    .filter((part) => typeof part === "object")
    .flatMap((query) => Object.entries(query).filter(([, value]) => value !== ""));
  const query = new URLSearchParams(filled).toString();
  return `#${way.join("")}${query && `?${query}`}`;
}

const place = $state({ now: parsed(globalThis.location?.hash ?? "") });
globalThis.addEventListener?.("hashchange", () => (place.now = parsed(location.hash)));

/** Return where we are; read in markup, it follows. */
export function route(): Route {
  return place.now;
}

/** Go to an address made by `to`; a way back is left. */
export function go(address: string): void {
  location.hash = address;
}

/** Change the address without a way back: for filters and tabs. */
export function settle(address: string): void {
  history.replaceState(null, "", address);
  place.now = parsed(address);
}
