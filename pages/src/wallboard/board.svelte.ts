/**
 * The wallboard as it stands: the whole once, then what has changed, merged row by row. Changes that
 * come within one frame are merged together. It shows nothing itself.
 */

import { Socket, type Connection, type Said } from "$lib";
import { Keyed } from "./keyed.svelte";
import type { AgentRow, BoardSaid, QueueRow, Rest, WaitingRow } from "./rows";

const REST = [
  "hotline",
  "open",
  "closing",
  "counts",
  "service_level",
  "incidents",
  "teams",
  "expectation",
  "why_unexpected",
  "last",
] as const;

export class Board {
  readonly queues = new Keyed<QueueRow>((row) => row.goal);
  readonly agents = new Keyed<AgentRow>((row) => row.agent);
  readonly waiting = new Keyed<WaitingRow>((row) => row.call);
  rest = $state.raw<Rest | null>(null);

  readonly #socket: Socket;
  #pending: BoardSaid[] = [];
  #frame = 0;

  constructor() {
    this.#socket = new Socket({ path: "/board/socket", heard: (said) => this.#heard(said) });
  }

  get connection(): Connection {
    return this.#socket.status;
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#socket.close();
  }

  #heard(said: Said): void {
    if (said.is !== "board" && said.is !== "changes") return;
    // Hidden pages get no frames: then at least not more is kept than one whole.
    if (said.is === "board") this.#pending = [];
    this.#pending.push(said as BoardSaid);
    if (document.hidden) this.#merge();
    else this.#frame ||= requestAnimationFrame(() => this.#merge());
  }

  #merge(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const said of this.#pending) this.#take(said);
    this.#pending = [];
  }

  #take(said: BoardSaid): void {
    const changed = Object.fromEntries(
      REST.filter((key) => said[key] !== undefined).map((key) => [key, said[key]]),
    );
    if (Object.keys(changed).length) this.rest = { ...this.rest, ...changed } as Rest;
    if (said.is === "board") {
      this.queues.replace((said.queues ?? []) as QueueRow[]);
      this.agents.replace((said.agents ?? []) as AgentRow[]);
      this.waiting.replace((said.waiting ?? []) as WaitingRow[]);
      return;
    }
    if (said.queues) this.queues.take(said.queues);
    if (said.agents) this.agents.take(said.agents);
    if (said.waiting) this.waiting.take(said.waiting);
  }
}
