/** A track of silence: who has no microphone hears at least, and the exchange hears that we are there. */

let destination: MediaStreamAudioDestinationNode | null = null;

/** Return the one silent track of the page. */
export function silence(): MediaStreamTrack | null {
  destination ??= new AudioContext().createMediaStreamDestination();
  return destination.stream.getAudioTracks()[0] ?? null;
}
