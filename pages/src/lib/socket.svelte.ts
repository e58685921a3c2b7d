/**
 * A socket to the server that heals: it comes back by itself after a loss, and a silence of more
 * than six seconds (the server pulses every five) counts as a loss. It does not know what is said.
 */

import { backoff } from "./backoff";
import { serverSays } from "./clock.svelte";
import type { Instant } from "./format";

/** connecting: for the first time; up; lost: it was up, and is tried again; closed: given up. */
export type Connection = "connecting" | "up" | "lost" | "closed";

/** What every message of the server has. */
export interface Said {
  is: string;
  at?: Instant;
}

export interface Listening {
  /** The way on this server: `/desk/socket`. May change from one connection to the next (resuming). */
  path: string | (() => string);
  /** Each message but the pulse. */
  heard: (said: Said) => void;
  /** Connected, the first time or again: say who you are, ask for what you missed. */
  connected?: () => void;
  /** Lost; a next attempt is coming. */
  lost?: () => void;
  /** The server wants no more of us: 4401 nobody is signed in, 4403 not for this role, 1000 all said. */
  refused?: (code: number) => void;
  /** Longest silence in milliseconds. */
  silence?: number;
}

const SILENCE = 6_000;
const SOCKET_OPEN = 1;
const ALL_SAID = 1000;
const TOO_MANY = 4429;

function isFinal(code: number): boolean {
  return code === ALL_SAID || (code >= 4400 && code < 4500 && code !== TOO_MANY);
}

export class Socket {
  #status = $state<Connection>("connecting");
  #socket: WebSocket | null = null;
  #attempt = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  readonly #listening: Listening;
  readonly #online = (): void => this.#hurry();

  constructor(listening: Listening) {
    this.#listening = listening;
    globalThis.addEventListener?.("online", this.#online);
    this.#open();
  }

  /** Return how the connection is; read in markup, it follows. */
  get status(): Connection {
    return this.#status;
  }

  /** Send *message*; return whether it went out (nothing is kept for later). */
  send(message: object): boolean {
    if (this.#socket?.readyState !== SOCKET_OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Give up for good. */
  close(): void {
    this.#status = "closed";
    globalThis.removeEventListener?.("online", this.#online);
    clearTimeout(this.#again);
    this.#drop();
  }

  #open(): void {
    const { path } = this.#listening;
    const way = new URL(typeof path === "string" ? path : path(), location.href);
    way.protocol = way.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(way);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (message) => this.#heard(String(message.data));
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#closed(event.code);
    };
    this.#listen();
  }

  #opened(): void {
    this.#status = "up";
    this.#listen();
    this.#listening.connected?.();
  }

  #heard(text: string): void {
    this.#listen();
    this.#attempt = 0;
    const said = JSON.parse(text) as Said;
    if (said.at !== undefined) serverSays(said.at);
    if (said.is !== "pulse") this.#listening.heard(said);
  }

  /** Wait for the next sign of life. */
  #listen(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#closed(0), this.#listening.silence ?? SILENCE);
  }

  #closed(code: number): void {
    this.#drop();
    if (this.#status === "closed") return;
    if (isFinal(code)) {
      this.close();
      this.#listening.refused?.(code);
      return;
    }
    if (this.#status === "up") {
      this.#status = "lost";
      this.#listening.lost?.();
    }
    this.#again = setTimeout(() => this.#open(), backoff(this.#attempt++));
  }

  #hurry(): void {
    if (this.#status !== "lost") return;
    clearTimeout(this.#again);
    this.#drop();
    this.#open();
  }

  #drop(): void {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
