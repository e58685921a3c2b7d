/** What the server refused: what is wrong, and what to do, in the language it was asked for. */

import { words } from "./language.svelte";

const say = words(
  {
    unreachable: "The hotline's server cannot be reached.",
    unreachableRemedy: "Check the network. The page tries again by itself.",
    failed: "The server failed to carry this out.",
    failedRemedy: "Try again; if it stays, tell whoever runs the hotline.",
  },
  {
    unreachable: "A telefonközpont nem érhető el.",
    unreachableRemedy: "Ellenőrizze a hálózatot. Az oldal magától újra próbálkozik.",
    failed: "A kiszolgáló ezt nem tudta végrehajtani.",
    failedRemedy: "Próbálja újra; ha nem javul, szóljon az üzemeltetőnek.",
  },
);

/** One thing that is wrong with what was sent. */
export interface Fault {
  where: string;
  what: string;
}

/** A refusal, from HTTP or from a socket. `status` is 0 where no server answered. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly what: string,
    readonly remedy: string = "",
    readonly faults: readonly Fault[] = [],
  ) {
    super(what);
    this.name = "Refused";
  }

  /** Return *error* as a refusal, whatever went wrong. */
  static from(error: unknown): Refused {
    if (error instanceof Refused) return error;
    return new Refused(500, error instanceof Error ? error.message : String(error));
  }

  static unreachable(): Refused {
    return new Refused(0, say.unreachable, say.unreachableRemedy);
  }

  /** Return what an answer with a problem (RFC 9457) says. */
  static async told(answer: Response): Promise<Refused> {
    const problem: unknown = await answer.json().catch(() => null);
    const told = (problem ?? {}) as { detail?: unknown; remedy?: unknown; faults?: unknown };
    if (typeof told.detail !== "string")
      return new Refused(answer.status, say.failed, say.failedRemedy);
    const faults = Array.isArray(told.faults) ? (told.faults as Fault[]) : [];
    return new Refused(answer.status, told.detail, String(told.remedy ?? ""), faults);
  }
}
