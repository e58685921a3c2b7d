/** Which microphone, speaker and ringer are used in this browser. It opens none of them. */

import { inBrowser } from "$lib/kept";

export type Use = "microphone" | "speaker" | "ringer";

const KIND: Record<Use, MediaDeviceKind> = {
  microphone: "audioinput",
  speaker: "audiooutput",
  ringer: "audiooutput",
};

/** Whether this browser lets a page choose where sound goes. */
export const canChooseSpeaker = "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});

const known = $state<{ list: MediaDeviceInfo[]; chosen: Record<Use, string> }>({
  list: [],
  chosen: {
    microphone: inBrowser.get("microphone"),
    speaker: inBrowser.get("speaker"),
    ringer: inBrowser.get("ringer"),
  },
});

/** Return the devices for *use*; their names are known once the microphone was allowed. */
export function devicesFor(use: Use): MediaDeviceInfo[] {
  return known.list.filter((device) => device.kind === KIND[use] && device.deviceId !== "default");
}

/** Return the chosen device; empty for the machine's own choice, also while it is unplugged. */
export function deviceFor(use: Use): string {
  const id = known.chosen[use];
  return devicesFor(use).some((device) => device.deviceId === id) ? id : "";
}

/** Use *id* from now on. */
export function chooseDevice(use: Use, id: string): void {
  known.chosen[use] = id;
  inBrowser.set(use, id);
}

/** Look which devices there are. */
export async function lookForDevices(): Promise<void> {
  known.list = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
}

/** Send the sound of *element* to the device for *use*, where the browser can. */
export async function playThrough(element: HTMLAudioElement, use: Use): Promise<void> {
  if (!canChooseSpeaker) return;
  try {
    await element.setSinkId(deviceFor(use));
  } catch (error) {
    // Unplugged in this moment: the machine's own speaker plays on.
    if (!(error instanceof DOMException)) throw error;
  }
}

globalThis.navigator?.mediaDevices?.addEventListener("devicechange", () => void lookForDevices());
