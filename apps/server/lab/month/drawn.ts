/** The random generator Mulberry32. The same seed always gives the same month. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** Between `min` and `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  one<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new Error("There is nothing to draw from.");
    return item;
  }

  some<Item>(items: readonly Item[], most: number): Item[] {
    const left = [...items];
    const drawn: Item[] = [];
    while (drawn.length < most && left.length > 0)
      drawn.push(...left.splice(this.integer(0, left.length - 1), 1));
    return drawn;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
