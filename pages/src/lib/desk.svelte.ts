/**
 * The desk's socket and telephone, up for as long as somebody is signed in, whatever page is shown.
 * The exchange decides what is possible; here it is asked, and its answer shown.
 */

import type { Instant } from "./format";
import { inTab } from "./kept";
import { language, type Label } from "./language.svelte";
import type { Why } from "./phone/leg.svelte";
import { Phone } from "./phone/phone.svelte";
import { Refused } from "./refused";
import { recall } from "./session.svelte";
import { toastRefused } from "./toasts.svelte";
import { Socket, type Connection, type Said } from "./socket.svelte";
import { say } from "./desk_words";

export type AgentState =
  "signed out" | "not ready" | "ready" | "reserved" | "talking" | "holding" | "wrap-up";

export type CallState = "ringing" | "talking" | "holding" | "consulting" | "conference" | "wrap_up";

export interface Slip {
  by: string;
  reason: string;
  note: string;
}

export interface EarlierContact {
  call: number;
  arrived: Instant;
  stream: string;
  outcome: string;
  agent: string;
  code: string;
  note: string;
}

export interface DeskCall {
  call: number;
  calling: string;
  name: string;
  about: string;
  dialled: string;
  language: string;
  keys: { key: string; label: Label }[];
  stream: string;
  stream_label: Label;
  service: string;
  urgency: "first" | "second";
  arrived: Instant;
  waiting_since: Instant;
  answered: Instant | null;
  state: CallState;
  recorded: boolean;
  slips: Slip[];
  earlier: EarlierContact[];
}

export interface Goal {
  goal: string;
  label: Label;
  kind: "team" | "stream" | "agent";
}

export interface Colleague {
  agent: string;
  team: string;
  state: AgentState;
  since: Instant;
}

export type Mode = "listen" | "whisper" | "join";

export interface DeskView {
  user: string;
  agent: string;
  team: string;
  state: AgentState | "";
  reason: string;
  since: Instant;
  phone: "none" | "sip" | "here" | "elsewhere";
  wrap_up_ends: Instant | null;
  /** What comes when the present work is done: `sign out`, or a reason; empty for ready. */
  afterwards: string;
  reasons: string[];
  codes: string[];
  call: DeskCall | null;
  consult: { goal: string; colleague: string; state: "waiting" | "ringing" | "talking" } | null;
  supervising: { agent: string; call: number; mode: Mode } | null;
}

/** What may be asked of the exchange. */
export type Act =
  | "sign-in"
  | "sign-out"
  | "ready"
  | "not-ready"
  | "answer"
  | "decline"
  | "hang-up"
  | "hold"
  | "resume"
  | "transfer"
  | "consult"
  | "complete"
  | "cancel"
  | "conference"
  | "wrap-up"
  | "claim-phone"
  | "release-phone"
  | "supervise"
  | "end-supervision";

type Message = Said &
  (
    | ({ is: "desk" } & DeskView)
    | { is: "colleagues"; colleagues: Colleague[] }
    | { is: "goals"; goals: Goal[] }
    | { is: "done"; id: number }
    | { is: "refused"; id: number | null; why: string; remedy: string }
    | { is: "leg"; leg: string; why: Why }
    | { is: "sdp"; leg: string; sdp: string }
    | { is: "over"; leg: string; why: string }
    | { is: "displaced" }
  );

interface Asked {
  done: () => void;
  refused: (why: Refused) => void;
}

const ANSWERED_WITHIN = 10_000;
/** This tab has the phone: a reload takes it back, and another tab is left alone. */
const HAD_PHONE = "phone";

export class Desk {
  #view = $state.raw<DeskView | null>(null);
  #agents = $state.raw<ReadonlyMap<string, Colleague>>(new Map());
  #goals = $state.raw<readonly Goal[]>([]);
  #displaced = $state(false);
  #socket = $state.raw<Socket | null>(null);
  readonly #asked = new Map<number, Asked>();
  #last = 0;
  readonly phone = new Phone(
    (leg, sdp) => this.#socket?.send({ id: ++this.#last, do: "offer", leg, sdp }) ?? false,
  );

  /** Return the desk as the exchange last told it; null before it has. */
  get view(): DeskView | null {
    return this.#view;
  }

  /** Everybody else who answers calls, by name. */
  get colleagues(): Colleague[] {
    return [...this.#agents.values()].filter((one) => one.agent !== this.#view?.agent);
  }

  /** Where a call may be passed on to. */
  get goals(): Goal[] {
    return this.#goals.filter((one) => one.goal !== `agent:${this.#view?.agent}`);
  }

  get status(): Connection {
    return this.#socket?.status ?? "closed";
  }

  /** Return whether this page is the telephone. */
  get hasPhone(): boolean {
    return this.#view?.phone === "here";
  }

  /** Another page took the telephone from this one. */
  get displaced(): boolean {
    return this.#displaced;
  }

  /** Connect; once more does nothing. */
  open(): void {
    if (this.#socket) return;
    this.#socket = new Socket({
      path: "/desk/socket",
      heard: (said) => this.#heard(said as Message),
      connected: () => this.#connected(),
      lost: () => this.#lost(),
      refused: () => void recall(), // the session is over, or has other roles now
    });
  }

  /** Part from the exchange, for good. */
  close(): void {
    this.#socket?.close();
    this.#socket = null;
    this.#lost();
    this.phone.close();
    this.#view = null;
    inTab.set(HAD_PHONE, "");
  }

  /** Ask the exchange to do something; throws `Refused`. */
  act(what: Act, given: Record<string, string> = {}): Promise<void> {
    const id = ++this.#last;
    return new Promise((done, refused) => {
      if (!this.#socket?.send({ id, do: what, language: language(), ...given })) {
        refused(new Refused(0, say.offline, say.offlineRemedy));
        return;
      }
      const late = setTimeout(() => this.#settle(id, unanswered()), ANSWERED_WITHIN);
      const settled =
        <Given>(act: (given: Given) => void) =>
        (value: Given): void => {
          clearTimeout(late);
          act(value);
        };
      this.#asked.set(id, { done: settled<void>(done), refused: settled(refused) });
    });
  }

  /** Make this page the telephone, after the microphone was allowed; throws `Refused`. */
  async claimPhone(): Promise<void> {
    const trouble = await this.phone.microphone.check();
    if (trouble) throw trouble;
    await this.act("claim-phone");
    inTab.set(HAD_PHONE, "here");
    this.#displaced = false;
  }

  /** Be no telephone any more. */
  async releasePhone(): Promise<void> {
    inTab.set(HAD_PHONE, "");
    await this.act("release-phone");
    this.phone.close();
  }

  #connected(): void {
    this.#agents = new Map(); // all of them are told anew
    if (inTab.get(HAD_PHONE)) void this.#comeBack();
  }

  /** Take the telephone back after a loss: the exchange asks for the legs that are still up. */
  async #comeBack(): Promise<void> {
    this.phone.forgetWanted();
    try {
      await this.act("claim-phone");
      this.phone.dropUnwanted();
    } catch (error) {
      if (this.status === "up") toastRefused(Refused.from(error)); // else it is tried again
    }
  }

  #lost(): void {
    for (const id of [...this.#asked.keys()]) this.#settle(id, unanswered());
  }

  #heard(message: Message): void {
    switch (message.is) {
      case "desk":
        this.#view = message;
        break;
      case "colleagues":
        this.#agents = new Map([
          ...this.#agents,
          ...message.colleagues.map((one) => [one.agent, one] as const),
        ]);
        break;
      case "goals":
        this.#goals = message.goals;
        break;
      case "done":
        this.#settle(message.id, null);
        break;
      case "refused":
        this.#settle(message.id ?? -1, new Refused(409, message.why, message.remedy));
        break;
      case "leg":
        void this.phone.wanted(message.leg, message.why);
        break;
      case "sdp":
        void this.phone.answered(message.leg, message.sdp);
        break;
      case "over":
        this.phone.over(message.leg);
        break;
      case "displaced":
        this.#displaced = true;
        inTab.set(HAD_PHONE, "");
        this.phone.close();
        break;
    }
  }

  #settle(id: number, why: Refused | null): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (why) asked?.refused(why);
    else asked?.done();
  }
}

function unanswered(): Refused {
  return new Refused(0, say.unanswered, say.unansweredRemedy);
}

/** The desk of whoever is signed in. */
export const desk = new Desk();
