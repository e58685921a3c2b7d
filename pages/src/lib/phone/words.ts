/** What goes wrong with microphones and sound, and what to do. */

import { words } from "$lib/language.svelte";

export const say = words(
  {
    insecure: "The browser allows no microphone on this address.",
    insecureRemedy: "Open the page by https, or on the machine itself as localhost.",
    denied: "The microphone is not allowed.",
    deniedRemedy:
      "Click the sign left of the address, allow the microphone for this page, and reload it.",
    missing: "No microphone was found.",
    missingRemedy: "Plug in a headset. It is used as soon as it is there.",
    busy: "The microphone cannot be opened: another program may have it.",
    busyRemedy: "Close the other program, or choose another microphone, then try again.",
    failed: "The microphone cannot be used.",
    failedRemedy: "Try another microphone or another browser.",
    noPhone: "This browser has no telephone (WebRTC).",
    noPhoneRemedy: "Use a present Chrome, Edge, Firefox or Safari; or a SIP phone.",
  },
  {
    insecure: "Ezen a címen a böngésző nem enged mikrofont használni.",
    insecureRemedy: "Nyissa meg az oldalt https-sel, vagy magán a gépen localhost néven.",
    denied: "A mikrofon használata nincs engedélyezve.",
    deniedRemedy:
      "Kattintson a cím melletti jelre, engedélyezze a mikrofont ennek az oldalnak, majd töltse újra.",
    missing: "Nem található mikrofon.",
    missingRemedy: "Csatlakoztasson fejhallgatót. Amint megjelenik, használatba vesszük.",
    busy: "A mikrofon nem nyitható meg: lehet, hogy másik program használja.",
    busyRemedy: "Zárja be a másik programot, vagy válasszon másik mikrofont, és próbálja újra.",
    failed: "A mikrofon nem használható.",
    failedRemedy: "Próbáljon másik mikrofont vagy másik böngészőt.",
    noPhone: "Ebben a böngészőben nincs telefon (WebRTC).",
    noPhoneRemedy:
      "Használjon friss Chrome-ot, Edge-et, Firefoxot vagy Safarit; vagy SIP-telefont.",
  },
);
