/** The words of the page for callers. */

import { language, plural, words } from "$lib/language.svelte";

const minutes = (seconds: number): number => Math.max(1, Math.round(seconds / 60));

/** Return a number of minutes in words. */
function about(low: number, high: number | null): string {
  if (high === null) return language() === "hu" ? "több mint egy óra" : "more than an hour";
  if (low === 0 && high <= 60)
    return language() === "hu" ? "egy percnél rövidebb" : "under a minute";
  const [least, most] = [minutes(low), minutes(high)];
  const unit = language() === "hu" ? "perc" : plural(most, { one: "minute", other: "minutes" });
  return least === most ? `${most} ${unit}` : `${least}–${most} ${unit}`;
}

/** Return the Hungarian article of a number: az 5., az 1000., but a 4. and a 10. */
function article(n: number): "a" | "az" {
  const digits = String(n);
  const isOne = digits.startsWith("1") && digits.length % 3 === 1;
  return isOne || digits.startsWith("5") ? "az" : "a";
}

export const say = words(
  {
    call: "Call us",
    callNow: "Call",
    callAgain: "Call again",
    free: "You call over the internet, with your microphone.",
    language: "Language",
    calling: "Connecting…",
    connected: "Connected",
    back: "The line is coming back…",
    heard: "What you hear",
    options: "Choose",
    keypad: "Keypad",
    mute: "Mute",
    unmute: "Unmute",
    muted: "You are muted.",
    hangUp: "Hang up",
    inLine: (stream: string) => (stream ? `In line: ${stream}` : "In line"),
    position: (n: number) => (n === 1 ? "You are next." : `You are number ${n} in line.`),
    wait: (low: number, high: number | null) => `Expected wait: ${about(low, high)}`,
    noWait: "How long it takes cannot be said yet.",
    keepsPlace: "If the line breaks, your place is kept: reload the page.",
    ringing: "You are being put through…",
    talking: "You are talking to an agent.",
    holding: "Please hold the line: the agent is with you again shortly.",
    over: "The call has ended.",
    unavailable: "Calls from this page are not possible at the moment.",
    blocked: "The browser plays no sound before you click.",
    hear: "Play the sound",
    you: "Your voice",
    noSound: "No sound arrives. It is being tried again.",
  },
  {
    call: "Hívjon minket",
    callNow: "Hívás",
    callAgain: "Új hívás",
    free: "Az interneten át, a mikrofonjával telefonál.",
    language: "Nyelv",
    calling: "Kapcsolás…",
    connected: "Kapcsolódva",
    back: "A vonal helyreáll…",
    heard: "Ezt hallja",
    options: "Válasszon",
    keypad: "Billentyűzet",
    mute: "Némítás",
    unmute: "Hang vissza",
    muted: "Némítva: nem hallják Önt.",
    hangUp: "Letétel",
    inLine: (stream) => (stream ? `Várakozás: ${stream}` : "Várakozás"),
    position: (n) => (n === 1 ? "Ön a következő." : `Ön ${article(n)} ${n}. a sorban.`),
    wait: (low, high) => `Várható várakozás: ${about(low, high)}`,
    noWait: "A várakozás hossza még nem becsülhető.",
    keepsPlace: "Ha megszakad a vonal, megőrizzük a helyét: töltse újra az oldalt.",
    ringing: "Kapcsoljuk az ügyintézőt…",
    talking: "Ügyintézővel beszél.",
    holding: "Kérjük, tartsa a vonalat: az ügyintéző hamarosan visszatér.",
    over: "A hívás véget ért.",
    unavailable: "Erről az oldalról most nem lehet telefonálni.",
    blocked: "A böngésző kattintásig nem játszik le hangot.",
    hear: "Hang bekapcsolása",
    you: "Az Ön hangja",
    noSound: "Nem érkezik hang. Újra próbáljuk.",
  },
);
