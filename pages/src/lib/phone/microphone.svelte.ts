/**
 * The one microphone of the page: open while somebody needs it, closed when nobody does. A headset
 * that is unplugged is replaced by what is left, in the middle of a call too.
 */

import { Refused } from "$lib/refused";
import { chooseDevice, deviceFor, lookForDevices } from "./devices.svelte";
import { say } from "./words";

const BY_NAME: Record<string, () => Refused> = {
  NotAllowedError: () => new Refused(0, say.denied, say.deniedRemedy),
  SecurityError: () => new Refused(0, say.denied, say.deniedRemedy),
  NotFoundError: () => new Refused(0, say.missing, say.missingRemedy),
  OverconstrainedError: () => new Refused(0, say.missing, say.missingRemedy),
  NotReadableError: () => new Refused(0, say.busy, say.busyRemedy),
  AbortError: () => new Refused(0, say.busy, say.busyRemedy),
};

function refusal(error: unknown): Refused {
  const name = error instanceof DOMException ? error.name : "";
  return BY_NAME[name]?.() ?? new Refused(0, say.failed, say.failedRemedy);
}

async function opened(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new Refused(0, say.insecure, say.insecureRemedy);
  const id = deviceFor("microphone");
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    return await devices.getUserMedia({
      audio: id ? { ...audio, deviceId: { ideal: id } } : audio,
    });
  } catch (error) {
    throw refusal(error);
  }
}

export class Microphone {
  #stream = $state.raw<MediaStream | null>(null);
  #muted = $state(false);
  #trouble = $state.raw<Refused | null>(null);
  #opening: Promise<void> | null = null;
  #needed = 0;
  readonly #replaced: (track: MediaStreamTrack | null) => void;

  /** *replaced* is called with the track that is to be sent from now on. */
  constructor(replaced: (track: MediaStreamTrack | null) => void) {
    this.#replaced = replaced;
    globalThis.navigator?.mediaDevices?.addEventListener("devicechange", () => {
      if (this.#trouble || (this.#needed > 0 && this.track?.readyState !== "live"))
        void this.again();
    });
  }

  /** Return what is heard; null while it is closed. Read in markup, it follows. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  get track(): MediaStreamTrack | null {
    return this.#stream?.getAudioTracks()[0] ?? null;
  }

  /** Return why nobody hears us; null where all is well. */
  get trouble(): Refused | null {
    return this.#trouble;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.track) this.track.enabled = !muted;
  }

  /** Open it, or share it; whether it worked, `track` and `trouble` tell. */
  async need(): Promise<void> {
    this.#needed++;
    if (this.track?.readyState !== "live") await this.#open();
  }

  /** Give back one need. */
  leave(): void {
    this.#needed = Math.max(0, this.#needed - 1);
    if (this.#needed > 0) return;
    this.#stop();
    this.#muted = false;
  }

  /** Ask for permission and name the devices, without keeping it open. */
  async check(): Promise<Refused | null> {
    await this.need();
    this.leave();
    return this.#trouble;
  }

  /** Use another one from now on. */
  async choose(id: string): Promise<void> {
    chooseDevice("microphone", id);
    if (this.#needed > 0) await this.#open();
  }

  /** Try again after trouble. */
  async again(): Promise<void> {
    if (this.#needed > 0) await this.#open();
    else await this.check();
  }

  #open(): Promise<void> {
    this.#opening ??= this.#exchange().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #exchange(): Promise<void> {
    try {
      const fresh = await opened();
      this.#stop();
      this.#stream = fresh;
      this.#trouble = null;
    } catch (error) {
      this.#trouble = Refused.from(error);
      return;
    }
    const track = this.track;
    if (track) {
      track.enabled = !this.#muted;
      track.onended = () => void (this.#needed > 0 && this.#open());
    }
    if (this.#needed === 0) this.#stop();
    else this.#replaced(track);
    await lookForDevices();
  }

  #stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    this.#stream = null;
  }
}
