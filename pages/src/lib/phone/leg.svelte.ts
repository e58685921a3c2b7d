/**
 * One leg of a call in this browser. It outlives its peers: where one fails, a new one is offered
 * for the same leg, and the old one is kept until the new one carries sound.
 */

import { backoff } from "$lib/backoff";
import { playThrough } from "./devices.svelte";
import { Peer } from "./peer";
import {
  counted,
  graded,
  isDeaf,
  UNKNOWN,
  type Counted,
  type Quality,
  type Statistic,
} from "./quality";

export type Why = "ring" | "call" | "supervise";
export type LegState = "connecting" | "up" | "lost";

const LOOKED_EVERY = 500;
/** Looks: how good the line is, is told of the last two seconds. */
const GRADED_EVERY = 4;
const DISCONNECTED_AT_MOST = 2_000;
const CONNECTED_WITHIN = 6_000;
const HEARD_WITHIN = 300;

async function countedOn(peer: Peer): Promise<Counted> {
  return counted((await peer.statistics()) as unknown as Iterable<[string, Statistic]>);
}

async function received(peer: Peer): Promise<number> {
  return (await countedOn(peer)).received;
}

export interface Wire {
  /** Send an offer; return whether it went out. */
  offer: (leg: string, sdp: string) => boolean;
  track: () => MediaStreamTrack | null;
}

export class Leg {
  state = $state<LegState>("connecting");
  quality = $state.raw<Quality>(UNKNOWN);
  /** What the other side says; null until it does. */
  heard = $state.raw<MediaStream | null>(null);
  /** The browser plays no sound before somebody has clicked. */
  blocked = $state(false);

  #carrying: Peer | null = null;
  #coming: Peer | null = null;
  #attempt = 0;
  #counted: Counted[] = [];
  /** To hear anew has helped since the last time, or was never needed. */
  #helps = true;
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #looking = setInterval(() => void this.#look(), LOOKED_EVERY);
  readonly #audio = new Audio();
  #closed = false;

  constructor(
    readonly name: string,
    readonly why: Why,
    private readonly wire: Wire,
  ) {
    this.#audio.autoplay = true;
  }

  /** Offer the leg, the first time or anew. */
  async offer(): Promise<void> {
    clearTimeout(this.#patience);
    this.#coming?.close();
    const peer = this.#peer();
    this.#coming = peer;
    const sdp = await peer.offer();
    if (this.#coming !== peer) return; // another one has begun meanwhile
    // Where the socket is down, the exchange will want the leg again when we are back.
    if (this.wire.offer(this.name, sdp)) this.#await(CONNECTED_WITHIN);
  }

  /** Offer it anew, unless sound has come just now: then only the socket was lost. */
  async offerUnlessHeard(): Promise<void> {
    if (!(await this.#isHeard())) await this.offer();
  }

  async answered(sdp: string): Promise<void> {
    await this.#coming?.answered(sdp);
  }

  async send(track: MediaStreamTrack | null): Promise<void> {
    await Promise.all([this.#carrying?.send(track), this.#coming?.send(track)]);
  }

  press(key: string): boolean {
    return this.#carrying?.press(key) ?? false;
  }

  /** Play where the speaker is now. */
  async playThrough(): Promise<void> {
    await playThrough(this.#audio, "speaker");
  }

  /** Play after a click, where the browser refused before. */
  async play(): Promise<void> {
    try {
      await this.#audio.play();
      this.blocked = false;
    } catch (error) {
      this.blocked = error instanceof DOMException && error.name === "NotAllowedError";
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#patience);
    clearInterval(this.#looking);
    this.#coming?.close();
    this.#carrying?.close();
    this.#audio.srcObject = null;
  }

  #peer(): Peer {
    let heard: MediaStream | null = null;
    const peer: Peer = new Peer(this.wire.track(), {
      heard: (stream) => (heard = stream),
      up: () => this.#up(peer, heard),
      down: () => this.#down(peer),
    });
    return peer;
  }

  #up(peer: Peer, heard: MediaStream | null): void {
    if (peer !== this.#coming) {
      if (peer === this.#carrying) clearTimeout(this.#patience);
      return;
    }
    clearTimeout(this.#patience);
    this.#carrying?.close();
    this.#carrying = peer;
    this.#coming = null;
    this.#attempt = 0;
    this.#counted = [];
    this.state = "up";
    if (heard) void this.#listen(heard);
  }

  async #listen(heard: MediaStream): Promise<void> {
    this.heard = heard;
    this.#audio.srcObject = heard;
    await this.playThrough();
    await this.play();
  }

  #down(peer: Peer): void {
    if (peer === this.#coming) this.#again(backoff(this.#attempt++));
    else if (peer === this.#carrying && !this.#coming) this.#await(DISCONNECTED_AT_MOST);
  }

  /** Give it *time* to come up, then try anew. */
  #await(time: number): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (this.#carrying?.isUp && !this.#coming) return;
      this.#again(0);
    }, time);
  }

  #again(time: number): void {
    if (this.#closed) return;
    if (!this.#carrying?.isUp) this.state = "lost";
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => void this.offer(), time);
  }

  async #isHeard(): Promise<boolean> {
    const peer = this.#carrying;
    if (!peer?.isUp || this.#coming) return false;
    const before = await received(peer);
    await new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN));
    return peer.isUp && (await received(peer)) > before;
  }

  async #look(): Promise<void> {
    const peer = this.#carrying;
    if (!peer) return;
    const counts = await countedOn(peer);
    if (peer !== this.#carrying) return;
    const last = this.#counted.at(-1);
    this.#counted.push(counts);
    if (last && counts.received > last.received) this.#helps = true;
    if (last && this.#helps && isDeaf(last, counts)) {
      this.#helps = false;
      this.#counted = [];
      await peer.hearAnew();
    } else if (this.#counted.length > GRADED_EVERY) {
      const [first] = this.#counted;
      if (first) this.quality = graded(first, counts);
      this.#counted = [counts];
    }
  }
}
