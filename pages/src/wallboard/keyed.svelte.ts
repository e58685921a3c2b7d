/** Rows by key, each of which changes on its own: whoever shows one follows that one alone. */

import type { News } from "./rows";

export class Keyed<Row extends object> {
  /** In the order in which they came. */
  #rows = $state<Row[]>([]);
  readonly #places = new Map<string | number, Row>();
  readonly #key: (row: Row) => string | number;

  constructor(key: (row: Row) => string | number) {
    this.#key = key;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Hold *rows* and no others; those that were held already stay the same objects. */
  replace(rows: readonly Row[]): void {
    const keys = new Set(rows.map(this.#key));
    this.#drop([...this.#places.keys()].filter((key) => !keys.has(key)));
    this.take(rows);
  }

  /** Take changed rows in, and let go of those that are gone. */
  take(news: News<Row>): void {
    const fresh: Row[] = [];
    for (const item of news) {
      if ("gone" in item) this.#drop(item.gone);
      else this.#put(item, fresh);
    }
    if (fresh.length === 0) return;
    const start = this.#rows.length;
    this.#rows.push(...fresh);
    // The array hands out its own observed form of a row: that is the one to be changed later.
    for (const row of this.#rows.slice(start)) this.#places.set(this.#key(row), row);
  }

  find(key: string | number): Row | undefined {
    return this.#places.get(key);
  }

  #put(row: Row, fresh: Row[]): void {
    const held = this.#places.get(this.#key(row));
    if (held) Object.assign(held, row);
    else fresh.push(row);
  }

  #drop(keys: readonly (string | number)[]): void {
    const gone = new Set(keys.filter((key) => this.#places.delete(key)));
    if (gone.size) this.#rows = this.#rows.filter((row) => !gone.has(this.#key(row)));
  }
}
