/** The ring of a telephone, made from two tones: no file, and where the ringer is chosen. */

import { playThrough } from "./devices.svelte";

const EVERY = 2.8;
/** Two short strokes: when they begin, in seconds. */
const STROKES = [0, 0.42];
const LOUD = 0.16;

export class Ringer {
  /** The browser plays no sound before somebody has clicked. */
  blocked = $state(false);
  #context: AudioContext | null = null;
  #audio: HTMLAudioElement | null = null;
  #again: ReturnType<typeof setInterval> | undefined;
  readonly #wake = (): void => void this.#unlock();

  /** Ring until told to stop; calling it twice rings once. */
  async start(): Promise<void> {
    if (this.#again !== undefined) return;
    this.#again = setInterval(() => this.#stroke(), EVERY * 1000);
    await this.#prepare();
    this.#stroke();
  }

  stop(): void {
    clearInterval(this.#again);
    this.#again = undefined;
    this.blocked = false;
    removeEventListener("pointerdown", this.#wake);
    removeEventListener("keydown", this.#wake);
    this.#audio?.pause();
    void this.#context?.suspend();
  }

  /** Ring once, to try the device. */
  async try(): Promise<void> {
    await this.#prepare();
    this.#stroke();
  }

  async #prepare(): Promise<void> {
    this.#context ??= new AudioContext();
    if (!this.#audio) {
      this.#audio = new Audio();
      this.#audio.srcObject = this.#out().stream;
    }
    await playThrough(this.#audio, "ringer");
    addEventListener("pointerdown", this.#wake);
    addEventListener("keydown", this.#wake);
    await this.#unlock();
  }

  async #unlock(): Promise<void> {
    try {
      // Without leave to sound, resume() waits for a click: it must not be waited for.
      void this.#context?.resume();
      await this.#audio?.play();
      this.blocked = false;
    } catch (error) {
      this.blocked = error instanceof DOMException && error.name === "NotAllowedError";
    }
  }

  #destination: MediaStreamAudioDestinationNode | null = null;

  #out(): MediaStreamAudioDestinationNode {
    this.#context ??= new AudioContext();
    this.#destination ??= this.#context.createMediaStreamDestination();
    return this.#destination;
  }

  #stroke(): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const start of STROKES) {
      for (const [hertz, share] of [
        [523.25, 1],
        [659.25, 0.6],
      ] as const) {
        this.#tone(context, hertz, context.currentTime + start, LOUD * share);
      }
    }
  }

  #tone(context: AudioContext, hertz: number, from: number, loud: number): void {
    const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loud, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.38);
    tone.connect(volume).connect(this.#out());
    tone.start(from);
    tone.stop(from + 0.4);
  }
}
