/** What a chart is made of, and the shapes that both kinds of chart share. It draws nothing. */

export interface Series {
  id: string;
  label: string;
  /** One for each place on the axis; null: there is nothing to tell. */
  values: readonly (number | null)[];
}

export const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 4", "10 4"] as const;

/** Return the series' colour: its place among them decides. */
export function colour(index: number): string {
  return `var(--series-${(index % DASHES.length) + 1})`;
}

/** Return the largest value of all, at least *least*. */
export function largest(series: readonly Series[], least: number): number {
  return Math.max(least, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
}

/** Return at most *most* places of *count*, evenly apart, the first always among them. */
export function spread(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, place) => place * step);
}

export interface Extremes {
  most: number;
  mostAt: number;
  least: number;
  leastAt: number;
}

/** Return where *values* are highest and lowest; null where there are none. */
export function extremes(values: readonly (number | null)[]): Extremes | null {
  let found: Extremes | null = null;
  values.forEach((value, at) => {
    if (value === null) return;
    found ??= { most: value, mostAt: at, least: value, leastAt: at };
    if (value > found.most) found = { ...found, most: value, mostAt: at };
    if (value < found.least) found = { ...found, least: value, leastAt: at };
  });
  return found;
}
