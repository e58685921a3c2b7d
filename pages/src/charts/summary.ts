/** A chart in one or two sentences, for those who do not see it, and for those in a hurry. */

import { extremes, type Series } from "./series";
import { say } from "./words";

/** Return for each series its highest and lowest value, and where they are. */
export function summary(
  places: readonly string[],
  series: readonly Series[],
  told: (value: number) => string,
): string {
  const said = series.map((one) => {
    const found = extremes(one.values);
    if (!found) return "";
    const at = places[found.mostAt] ?? "";
    if (found.most === found.least) return say.one(one.label, told(found.most), at);
    return say.summary(
      one.label,
      told(found.most),
      at,
      told(found.least),
      places[found.leastAt] ?? "",
    );
  });
  return said.filter(Boolean).join(" ") || say.nothing;
}
