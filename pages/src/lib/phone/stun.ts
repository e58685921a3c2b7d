/**
 * Where this browser learns under which address it is seen: from the exchange itself. Behind a
 * router, the exchange would hear it under another address than it knows of itself.
 */

import { api } from "$lib/api";

let asked: Promise<RTCIceServer[]> | null = null;

/** Return whom to ask; nobody, where the exchange is on this very machine or does not say. */
export function iceServers(): Promise<RTCIceServer[]> {
  asked ??= api.get<{ stun: string }>("/call/hotline").then(
    ({ stun }) => servers(stun, location.hostname),
    () => {
      asked = null;
      return [];
    },
  );
  return asked;
}

/** Return *stun*, which is HOST:PORT or :PORT on *host*, as browsers want it. */
export function servers(stun: string, host: string): RTCIceServer[] {
  if (!stun) return [];
  return [{ urls: `stun:${stun.startsWith(":") ? host + stun : stun}` }];
}
