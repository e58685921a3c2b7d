/** The server over HTTP: JSON in and out, refusals as `Refused`. It does not know who is signed in. */

import { language } from "./language.svelte";
import { Refused } from "./refused";

type Query = Record<string, string | number | boolean | null | undefined>;

let csrf = "";
let signedOut: () => void = () => undefined;

/** Send *token* with every request that changes something. */
export function useCsrf(token: string): void {
  csrf = token;
}

/** Call *act* when the server says that nobody is signed in any more. */
export function whenSignedOut(act: () => void): void {
  signedOut = act;
}

/** Return *path* with *query*; what is empty is left out. */
export function address(path: string, query: Query = {}): string {
  const filled = Object.entries(query)
    .filter(([, value]) => value !== "" && value !== null && value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  const text = new URLSearchParams(filled).toString();
  return text ? `${path}?${text}` : path;
}

/** Send a request; return the answer, or throw `Refused`. */
export async function request(
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Accept-Language", language());
  if (method !== "GET" && csrf) headers.set("X-CSRF-Token", csrf);
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, method, headers, credentials: "same-origin" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw Refused.unreachable();
  }
  if (answer.ok) return answer;
  if (answer.status === 401 && path !== "/session") signedOut();
  throw await Refused.told(answer);
}

async function told<Answer>(answer: Response): Promise<Answer> {
  const text = await answer.text();
  return (text ? JSON.parse(text) : null) as Answer;
}

function body(value: unknown): RequestInit {
  if (value === undefined) return {};
  return { body: JSON.stringify(value), headers: { "Content-Type": "application/json" } };
}

export const api = {
  async get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
    return told<Answer>(await request("GET", address(path, query), signal ? { signal } : {}));
  },
  async post<Answer = unknown>(
    path: string,
    value?: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> {
    return told<Answer>(await request("POST", path, { ...body(value), ...(signal && { signal }) }));
  },
  async put<Answer = unknown>(path: string, value?: unknown): Promise<Answer> {
    return told<Answer>(await request("PUT", path, body(value)));
  },
  async patch<Answer = unknown>(path: string, value?: unknown): Promise<Answer> {
    return told<Answer>(await request("PATCH", path, body(value)));
  },
  async remove<Answer = unknown>(path: string): Promise<Answer> {
    return told<Answer>(await request("DELETE", path));
  },
  /** A text that is no JSON: a drawing, a table as CSV. */
  async text(
    method: "GET" | "POST",
    path: string,
    value?: unknown,
    signal?: AbortSignal,
  ): Promise<string> {
    return (await request(method, path, { ...body(value), ...(signal && { signal }) })).text();
  },
};
