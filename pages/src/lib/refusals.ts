/**
 * What the exchange refuses, in Hungarian. It speaks English, as its interface does; people at a
 * Hungarian desk shall read why in their own words. What is not in the table is shown as it came.
 */

import { language } from "./language.svelte";

/** English sentences as regular expressions, and what they are in Hungarian; `$1` is filled in. */
const HUNGARIAN: readonly (readonly [RegExp, string])[] = [
  [/^There is no team (.+); there are: (.+)\.$/, "Nincs ilyen csapat: $1. Vannak: $2."],
  [
    /^A consult is running: complete or cancel it first\.$/,
    "Egyeztetés van folyamatban: előbb zárja le vagy szakítsa meg.",
  ],
  [
    /^This call was transferred (\d+) times, which is the limit\.$/,
    "Ezt a hívást már $1 alkalommal átadták; többször nem lehet.",
  ],
  [/^Unknown wrap-up code; known are: (.+)\.$/, "Ismeretlen kód; választható: $1."],
  [/^There was no call to wrap up\.$/, "Nincs lezárandó hívás."],
  [/^No consult is running\.$/, "Nincs folyamatban egyeztetés."],
  [
    /^Ask a colleague first: no consult is running\.$/,
    "Előbb kérdezzen meg egy munkatársat: nincs folyamatban egyeztetés.",
  ],
  [/^You have no caller\.$/, "Önnek most nincs hívója."],
  [/^You have no call\.$/, "Önnek most nincs hívása."],
  [/^Nobody here is called (.+)\.$/, "Nincs itt ilyen nevű: $1."],
  [/^(.+) has no caller now\.$/, "$1 most nem beszél hívóval."],
  [
    /^(.+) has (\d+) supervisors, which is the limit\.$/,
    "$1 hívását már $2 felügyelő hallgatja; többen nem lehetnek.",
  ],
  [/^The caller is on hold already\.$/, "A hívó már tartásban van."],
  [/^The caller is not on hold\.$/, "A hívó nincs tartásban."],
  [/^Sign in first\.$/, "Előbb kezdje meg a munkát."],
  [
    /^Your phone is not registered: connect it, then go ready\.$/,
    "A telefonja nem érhető el: csatlakoztassa, azután álljon készen.",
  ],
  [/^A call cannot be transferred to yourself\.$/, "A hívást nem adhatja át önmagának."],
  [/^The colleague has not answered yet\.$/, "A munkatárs még nem vette fel."],
  [/^Call (\d+) does not wait for an agent\.$/, "A(z) $1. hívás nem vár ügyintézőre."],
  [/^(.+) is signed out\.$/, "$1 ki van jelentkezve."],
  [/^All three of you talk already\.$/, "Már mindhárman beszélnek."],
  [/^Your team transfers only to (.+)\.$/, "Az Ön csapata csak ide adhat át hívást: $1."],
  [/^Say why you are not ready: (.+)\.$/, "Mondja meg, miért nem fogad hívást: $1."],
  [/^Nothing rings in your browser\.$/, "Az Ön böngészőjében semmi nem cseng."],
  [/^Nothing rings at your telephone\.$/, "Az Ön telefonja nem cseng."],
  [/^Your telephone is not in the browser\.$/, "Az Ön telefonja nem a böngészőben van."],
  [/^Pick up the telephone that rings\.$/, "Vegye fel a csengő telefont."],
  [/^Another page has this phone\.$/, "A telefon egy másik ablakban van."],
  [/^Claim it first\.$/, "Előbb hozza át ide."],
  [
    /^You have no telephone in the browser to hear with\.$/,
    "A böngészőben nincs telefonja, amellyel hallgathatna.",
  ],
  [/^Connect it first\.$/, "Előbb csatlakoztassa."],
  [/^Only supervisors hear others\.$/, "Csak felügyelők hallgathatnak másokat."],
  [/^Ask for that role\.$/, "Kérje ezt a szerepkört."],
  [/^There is no incident called (.+)\.$/, "Nincs ilyen esemény: $1."],
  [/^Nothing changed\.$/, "Semmi nem változott."],
  [
    /^Nothing was changed\. Look at \/state, then try what is possible now\.$/,
    "Semmi nem változott. Nézze meg a jelenlegi állapotot, és próbálja, ami most lehetséges.",
  ],
  [/^Wait for a call\.$/, "Várjon egy hívásra."],
  [/^What rings can be declined\.$/, "Ami cseng, azt elutasíthatja."],
  [
    /^What the page sent is not what is taken here\.$/,
    "Az oldal olyat küldött, amit a központ nem ért.",
  ],
  [/^Load the page anew\.$/, "Töltse be újra az oldalt."],
];

/** Return *text* of the exchange in the language of the pages, where that is known. */
export function told(text: string): string {
  if (language() !== "hu") return text;
  for (const [english, hungarian] of HUNGARIAN)
    if (english.test(text)) return text.replace(english, hungarian);
  return text;
}
