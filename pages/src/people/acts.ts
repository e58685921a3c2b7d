/**
 * What the acts of the audit are called: by the name that the desk uses, or by method and address,
 * with {} for what stands for a name. tests/unit/web/test_audited_acts.py looks each of them up here.
 */

import { words } from "$lib";

const say = words(
  {
    session: "signs in",
    "sign-in": "begins to work",
    "sign-out": "ends work",
    ready: "ready",
    "not-ready": "not ready",
    answer: "answers",
    decline: "declines",
    "hang-up": "hangs up",
    hold: "puts on hold",
    resume: "takes off hold",
    transfer: "transfers the call",
    consult: "consults a colleague",
    complete: "hands the call over",
    cancel: "ends the consult",
    conference: "brings all three together",
    "wrap-up": "finishes wrap-up",
    "claim-phone": "takes the phone into the page",
    "release-phone": "gives the phone back",
    supervise: "supervises a call",
    "end-supervision": "leaves a call",
    play: "plays a recording",
    move: "moves an agent to another team",
    GET: "looks",
    "PUT /callers/{}": "tells who calls from a number",
    "DELETE /callers/{}": "forgets who calls from a number",
    "POST /calls/{}/urgency": "moves a caller to the other queue",
    "POST /incidents": "declares an incident",
    "DELETE /incidents/{}": "ends an incident",
    "POST /plan/check": "checks a plan",
    "POST /plan/drawing": "draws a plan",
    "POST /plan/versions": "publishes a plan",
    "POST /plan/versions/{}/restore": "restores an old plan",
    "POST /plan/take-up": "takes a plan up",
    "DELETE /plan/take-up": "takes no plan up after all",
    "DELETE /session": "signs out",
    "PUT /session/language": "chooses a language",
    "PUT /session/password": "chooses a password",
    "DELETE /supervision": "leaves a call",
    "POST /tokens": "makes a token",
    "DELETE /tokens/{}": "revokes a token",
    "POST /users": "adds somebody",
    "PATCH /users/{}": "changes somebody",
    "DELETE /users/{}": "removes somebody",
    "POST /users/{}/password": "gives somebody a new password",
    "POST /webhooks": "adds a webhook",
    "DELETE /webhooks/{}": "removes a webhook",
    "POST /webhooks/{}/test": "tests a webhook",
    "POST /what-ifs": "asks a what-if",
    "DELETE /what-ifs/{}": "takes a what-if back",
  },
  {
    session: "bejelentkezik",
    "sign-in": "megkezdi a munkát",
    "sign-out": "befejezi a munkát",
    ready: "készen áll",
    "not-ready": "nem fogad hívást",
    answer: "felveszi",
    decline: "elutasítja",
    "hang-up": "leteszi",
    hold: "tartásba teszi",
    resume: "visszaveszi a tartásból",
    transfer: "átadja a hívást",
    consult: "munkatárssal egyeztet",
    complete: "egyeztetés után átadja",
    cancel: "befejezi az egyeztetést",
    conference: "hármas beszélgetést kezd",
    "wrap-up": "befejezi az utómunkát",
    "claim-phone": "áthozza a telefont az oldalra",
    "release-phone": "visszaadja a telefont",
    supervise: "belép egy hívásba",
    "end-supervision": "kilép egy hívásból",
    play: "felvételt hallgat",
    move: "másik csapatba tesz egy ügyintézőt",
    GET: "megnéz",
    "PUT /callers/{}": "megadja, kié egy szám",
    "DELETE /callers/{}": "elfelejteti, kié egy szám",
    "POST /calls/{}/urgency": "a másik sorba tesz egy hívót",
    "POST /incidents": "üzemzavart jelent be",
    "DELETE /incidents/{}": "véget vet egy üzemzavarnak",
    "POST /plan/check": "ellenőriz egy tervet",
    "POST /plan/drawing": "kirajzol egy tervet",
    "POST /plan/versions": "közzétesz egy tervet",
    "POST /plan/versions/{}/restore": "visszaállít egy régi tervet",
    "POST /plan/take-up": "életbe léptet egy tervet",
    "DELETE /plan/take-up": "mégsem léptet életbe tervet",
    "DELETE /session": "kijelentkezik",
    "PUT /session/language": "nyelvet választ",
    "PUT /session/password": "jelszót választ",
    "DELETE /supervision": "kilép egy hívásból",
    "POST /tokens": "kulcsot készít",
    "DELETE /tokens/{}": "visszavon egy kulcsot",
    "POST /users": "felvesz egy munkatársat",
    "PATCH /users/{}": "módosít egy munkatársat",
    "DELETE /users/{}": "töröl egy munkatársat",
    "POST /users/{}/password": "új jelszót ad valakinek",
    "POST /webhooks": "felvesz egy webhookot",
    "DELETE /webhooks/{}": "töröl egy webhookot",
    "POST /webhooks/{}/test": "kipróbál egy webhookot",
    "POST /what-ifs": "„mi lenne, ha” kérdést tesz fel",
    "DELETE /what-ifs/{}": "visszavon egy „mi lenne, ha” kérdést",
  },
);

const OF_AGENT = /^\/agents\/[^/]+\/(?:consult\/)?([^/]+)$/;

const FORMS = Object.keys(say)
  .filter((key) => key.includes(" /"))
  .map((key) => [new RegExp(`^${key.replaceAll("{}", "[^/]+")}$`), key] as const);

function keyOf(act: string, about: string): string {
  if (act === "sign-in" && (about.startsWith("user:") || about === "somebody unknown"))
    return "session";
  const ofAgent = OF_AGENT.exec(about)?.[1];
  if (act === "POST" && ofAgent) return ofAgent;
  return FORMS.find(([form]) => form.test(`${act} ${about}`))?.[1] ?? act;
}

/** Return what *act* is called; one that no longer exists is shown as it was noted. */
export function actName(act: string, about: string): string {
  return (say as Record<string, string>)[keyOf(act, about)] ?? act;
}
