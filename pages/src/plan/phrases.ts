/** What the editor itself says, in Hungarian; in English it has its own words. */

export const HUNGARIAN: Readonly<Record<string, string>> = {
  Find: "Keresés",
  Replace: "Csere",
  next: "következő",
  previous: "előző",
  all: "mind",
  "match case": "kis- és nagybetű",
  regexp: "reguláris kifejezés",
  "by word": "egész szó",
  replace: "csere",
  "replace all": "mind cseréje",
  close: "bezárás",
  "current match": "e találat",
  "replaced $ matches": "$ találat cserélve",
  "replaced match on line $": "csere a(z) $. sorban",
  "on line": "e sorban:",
  "Go to line": "Ugrás sorra",
  go: "ugrás",
  Diagnostics: "Hibák és észrevételek",
  "No diagnostics": "Nincs hiba, nincs észrevétel",
  "$ unchanged lines": "$ változatlan sor",
};
