/** Rows in the order of one of their values. */

import { language } from "$lib/language.svelte";

type Value = string | number | null | undefined;

/** Return *rows* ordered by *value*, words as the language orders them, empty values last. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => Value,
  down: boolean,
): Row[] {
  const words = new Intl.Collator(language(), { numeric: true });
  const compare = (one: string | number, other: string | number): number =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : words.compare(String(one), String(other));
  return [...rows].sort((a, b) => {
    const [one, other] = [value(a) ?? "", value(b) ?? ""];
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    return down ? compare(other, one) : compare(one, other);
  });
}
