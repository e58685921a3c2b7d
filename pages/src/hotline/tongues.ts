/** What languages are called, in the language of the pages. */

import { language } from "$lib";

/** Return the name of a language by its code: hu is magyar, or Hungarian. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code; // no code of any language
    throw error;
  }
}
