/**
 * The telephone in the page: its legs, its microphone. The exchange asks for a leg, the page offers
 * it, the exchange answers. The phone does not know who talks, nor how messages travel.
 */

import type { Refused } from "$lib/refused";
import { Leg, type Why } from "./leg.svelte";
import { Microphone } from "./microphone.svelte";
import { silence } from "./silence";

export class Phone {
  #legs = $state.raw<Leg[]>([]);
  readonly microphone = new Microphone((track) => {
    for (const leg of this.#legs) void leg.send(track ?? silence());
  });
  readonly #wanted = new Set<string>();
  readonly #offer: (leg: string, sdp: string) => boolean;

  /** *offer* sends an offer for a leg, and returns whether it went out. */
  constructor(offer: (leg: string, sdp: string) => boolean) {
    this.#offer = offer;
  }

  /** Return the legs that are up or coming up. */
  get legs(): readonly Leg[] {
    return this.#legs;
  }

  /** Return the leg that is talked on. */
  get leg(): Leg | null {
    return this.#legs.find((leg) => leg.why !== "supervise") ?? this.#legs[0] ?? null;
  }

  get muted(): boolean {
    return this.microphone.muted;
  }

  set muted(muted: boolean) {
    this.microphone.muted = muted;
  }

  get trouble(): Refused | null {
    return this.microphone.trouble;
  }

  /** The exchange asks for an offer for *name*, unless its sound still comes and goes. */
  async wanted(name: string, why: Why): Promise<void> {
    this.#wanted.add(name);
    const known = this.#find(name);
    if (known) return known.offerUnlessHeard();
    const leg = new Leg(name, why, {
      offer: this.#offer,
      track: () => this.microphone.track ?? silence(),
    });
    this.#legs = [...this.#legs, leg];
    await this.microphone.need(); // without one, we hear at least
    if (this.#legs.includes(leg)) await leg.offer();
  }

  async answered(name: string, sdp: string): Promise<void> {
    await this.#find(name)?.answered(sdp);
  }

  over(name: string): void {
    const leg = this.#find(name);
    if (!leg) return;
    this.#legs = this.#legs.filter((one) => one !== leg);
    leg.close();
    this.microphone.leave();
  }

  /** Begin to listen which legs are wanted; after that, `dropUnwanted`. */
  forgetWanted(): void {
    this.#wanted.clear();
  }

  /** End the legs that ended while we were away. */
  dropUnwanted(): void {
    for (const leg of this.#legs) if (!this.#wanted.has(leg.name)) this.over(leg.name);
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** Hang up everything here; the exchange is told by others. */
  close(): void {
    for (const leg of this.#legs) this.over(leg.name);
  }

  /** Press a key of the telephone on the leg that is talked on. */
  press(key: string): boolean {
    return this.leg?.press(key) ?? false;
  }

  /** Play through the speaker that is chosen now. */
  moveSound(): void {
    for (const leg of this.#legs) void leg.playThrough();
  }

  /** Play what the browser refused to play before a click. */
  play(): void {
    for (const leg of this.#legs) if (leg.blocked) void leg.play();
  }

  #find(name: string): Leg | undefined {
    return this.#legs.find((leg) => leg.name === name);
  }
}
