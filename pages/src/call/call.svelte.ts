/**
 * One caller's call from this page: its socket, its ticket, its leg. A reload takes the call up
 * again by the ticket. What may be pressed and how long it takes is for the exchange to say.
 */

import { serverTime } from "$lib/clock.svelte";
import { inTab } from "$lib/kept";
import { language, type Label } from "$lib/language.svelte";
import type { Why } from "$lib/phone/leg.svelte";
import { Phone } from "$lib/phone/phone.svelte";
import { Refused } from "$lib/refused";
import { Socket, type Connection, type Said } from "$lib/socket.svelte";

export interface Option {
  key: string;
  label: string | Label;
}

export type Stage =
  "idle" | "calling" | "menu" | "waiting" | "ringing" | "talking" | "holding" | "over";

export interface Waiting {
  /** Null where the plan does not tell. */
  position: number | null;
  /** The upper end is null where it is more than can be told. */
  wait_s: [number, number | null] | null;
  stream_label: Label;
}

type Message = Said &
  (
    | { is: "ticket"; ticket: string }
    | { is: "leg"; leg: string; why: Why }
    | { is: "sdp"; sdp: string }
    | { is: "heard"; texts: string[]; options: Option[]; language: string }
    | ({ is: "waiting" } & Waiting)
    | { is: "ringing" | "talking" | "holding" }
    | { is: "over"; outcome: string }
    | { is: "refused"; why: string; remedy: string }
  );

const TICKET = "ticket";
const LEG = "caller";

export class CallFromPage {
  stage = $state<Stage>("idle");
  /** When it came to ring, to talk or to be held: in microseconds. */
  since = $state(0);
  texts = $state.raw<readonly string[]>([]);
  options = $state.raw<readonly Option[]>([]);
  /** Of the texts. */
  language = $state("");
  waiting = $state.raw<Waiting | null>(null);
  trouble = $state.raw<Refused | null>(null);
  #socket = $state.raw<Socket | null>(null);
  #ticket = inTab.get(TICKET);
  /** We asked for our call, and do not know yet whether it is still up. */
  #returning = false;
  readonly phone = new Phone((_, sdp) => this.#socket?.send({ do: "offer", sdp }) ?? false);

  constructor() {
    if (this.#ticket) this.#begin();
  }

  get isUp(): boolean {
    return this.stage !== "idle" && this.stage !== "over";
  }

  get status(): Connection {
    return this.#socket?.status ?? "closed";
  }

  /** Call. */
  async call(): Promise<void> {
    if (this.isUp) return;
    this.trouble = null;
    this.stage = "calling";
    const trouble = await this.phone.microphone.check();
    if (trouble) {
      this.#end("idle", trouble);
      return;
    }
    this.#begin();
  }

  press(key: string): void {
    this.#socket?.send({ do: "key", key });
  }

  hangUp(): void {
    this.#socket?.send({ do: "hang-up" });
    this.#end("over", null);
  }

  #begin(): void {
    this.stage = "calling";
    this.#socket = new Socket({
      path: "/call/socket",
      heard: (said) => this.#heard(said as Message),
      connected: () => this.#connected(),
      refused: () => this.#end("over", this.trouble), // another page has the call, or it is over
    });
  }

  #connected(): void {
    const spoken = language();
    this.#returning = this.#ticket !== "";
    if (this.#ticket) this.#socket?.send({ do: "back", ticket: this.#ticket, language: spoken });
    else this.#socket?.send({ do: "call", language: spoken });
  }

  #heard(message: Message): void {
    switch (message.is) {
      case "ticket":
        this.#take(message.ticket);
        break;
      case "leg":
        void this.phone.wanted(LEG, message.why);
        break;
      case "sdp":
        void this.phone.answered(LEG, message.sdp);
        break;
      case "heard":
        this.texts = message.texts;
        this.options = message.options;
        this.language = message.language;
        if (this.stage === "calling") this.stage = "menu";
        break;
      case "waiting":
        this.stage = "waiting";
        this.options = [];
        this.waiting = message;
        break;
      case "ringing":
      case "talking":
      case "holding":
        this.#become(message.is);
        break;
      case "over":
        this.#end("over", this.trouble);
        break;
      case "refused":
        this.#refused(new Refused(409, message.why, message.remedy));
        break;
    }
  }

  #become(stage: Stage): void {
    if (this.stage !== stage) this.since = serverTime() * 1000;
    this.stage = stage;
    this.texts = [];
    this.options = [];
  }

  /** The call has a ticket. The first offer is not asked for; later ones are. */
  #take(ticket: string): void {
    this.#ticket = ticket;
    this.#returning = false;
    inTab.set(TICKET, ticket);
    if (!this.phone.has(LEG)) void this.phone.wanted(LEG, "call");
  }

  #refused(why: Refused): void {
    // What is over when a page is loaded again need not be told; what we see end, must.
    if (this.stage === "calling") this.#end("idle", this.#returning ? null : why);
    else if (this.#returning) this.#end("over", why);
    else this.trouble = why;
  }

  #end(stage: Stage, trouble: Refused | null): void {
    this.stage = stage;
    this.trouble = trouble;
    this.texts = [];
    this.options = [];
    this.waiting = null;
    this.#ticket = "";
    this.#returning = false;
    inTab.set(TICKET, "");
    this.phone.close();
    this.#socket?.close();
    this.#socket = null;
  }
}
