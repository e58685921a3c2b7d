/**
 * One attempt at one leg: a connection to the media engine, offered whole after gathering. It does
 * not know what the leg is for, and is never reused: a new attempt is a new peer.
 */

import { iceServers } from "./stun";

const BUNDLED = { bundlePolicy: "max-bundle" } as const;
const GATHERING = 1_000;
const SPOKEN = new Set(["audio/pcmu", "audio/pcma", "audio/telephone-event"]);
const DIGIT = 120;
const GAP = 80;

export interface Watching {
  /** Sound can flow. */
  up: () => void;
  /** It does not, or no longer. */
  down: () => void;
  /** The other side's sound. */
  heard: (stream: MediaStream) => void;
}

/** Put G.711 first and leave out what the exchange does not speak. */
function plain(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("audio")?.codecs ?? [];
  const spoken = codecs.filter(
    (codec) => SPOKEN.has(codec.mimeType.toLowerCase()) && codec.clockRate === 8000,
  );
  const rank = (codec: RTCRtpCodec): number =>
    codec.mimeType.toLowerCase() === "audio/pcmu" ? 0 : 1;
  spoken.sort((one, other) => rank(one) - rank(other));
  if (spoken.length > 0) transceiver.setCodecPreferences?.(spoken);
}

export class Peer {
  readonly #connection = new RTCPeerConnection(BUNDLED);
  readonly #transceiver: RTCRtpTransceiver;
  #closed = false;

  constructor(track: MediaStreamTrack | null, watching: Watching) {
    this.#transceiver = this.#connection.addTransceiver(track ?? "audio", {
      direction: "sendrecv",
    });
    plain(this.#transceiver);
    this.#connection.ontrack = ({ track: heard }) => watching.heard(new MediaStream([heard]));
    this.#connection.onconnectionstatechange = () => {
      const state = this.#connection.connectionState;
      if (this.#closed) return;
      if (state === "connected") watching.up();
      if (state === "failed" || state === "disconnected") watching.down();
    };
  }

  get isUp(): boolean {
    return this.#connection.connectionState === "connected";
  }

  /** Return the whole offer, with all candidates that were found in time. */
  async offer(): Promise<string> {
    this.#connection.setConfiguration({ ...BUNDLED, iceServers: await iceServers() });
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    await this.#gathered();
    return this.#connection.localDescription?.sdp ?? "";
  }

  async answered(sdp: string): Promise<void> {
    if (this.#connection.signalingState !== "have-local-offer") return;
    await this.#connection.setRemoteDescription({ type: "answer", sdp });
  }

  async send(track: MediaStreamTrack | null): Promise<void> {
    if (!this.#closed) await this.#transceiver.sender.replaceTrack(track);
  }

  /**
   * Make all that comes in new to the browser, so that meters and figures follow who is heard now:
   * agree with ourselves to hear nothing, and then to hear again. The exchange notices nothing.
   */
  async hearAnew(): Promise<void> {
    const answer = this.#connection.remoteDescription?.sdp;
    if (this.#closed || answer === undefined || this.#connection.signalingState !== "stable")
      return;
    try {
      await this.#agree("sendonly", answer.replace("a=sendrecv", "a=recvonly"));
      await this.#agree("sendrecv", answer);
    } catch (error) {
      if (!this.#closed) throw error; // else the call has ended meanwhile
    }
  }

  async #agree(direction: RTCRtpTransceiverDirection, answer: string): Promise<void> {
    this.#transceiver.direction = direction;
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    await this.#connection.setRemoteDescription({ type: "answer", sdp: answer });
  }

  /** Press a key of the telephone; return whether it could be sent. */
  press(key: string): boolean {
    const keys = this.#transceiver.sender.dtmf;
    if (!keys?.canInsertDTMF) return false;
    keys.insertDTMF(keys.toneBuffer + key, DIGIT, GAP);
    return true;
  }

  statistics(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#closed = true;
    this.#connection.close();
  }

  #gathered(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#connection.iceGatheringState === "complete") resolve();
      };
      this.#connection.addEventListener("icegatheringstatechange", look);
      setTimeout(resolve, GATHERING);
      look();
    });
  }
}
