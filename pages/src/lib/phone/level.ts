/** How loud a stream is, as a figure from 0 to 1, for a meter. */

const QUIETEST = -55;

let context: AudioContext | null = null;

export class Level {
  readonly #analyser: AnalyserNode;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(stream: MediaStream) {
    context ??= new AudioContext();
    void context.resume();
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = context.createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
  }

  /** Return the level now. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return scaled(this.#samples);
  }

  close(): void {
    this.#source.disconnect();
  }
}

/** Return the loudness of *samples* between the quietest that is shown (0) and the loudest (1). */
export function scaled(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST));
}
