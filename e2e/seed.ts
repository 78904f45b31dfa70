import { createHash, randomBytes } from "node:crypto";

/** Decides all story data of a run. Given by `E2E_SEED`, else random; workers inherit what the runner chose. */
export const seed = (process.env["E2E_SEED"] ||= randomBytes(4).toString("hex"));

/** A random sequence that the same text always brings forth again. */
export class Dice {
  readonly #text: string;
  #rolls = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A whole number from 0 up to, but not including, `limit` (at most 2^32). */
  below(limit: number): number {
    const roll = createHash("sha256")
      .update(`${this.#text}\n${this.#rolls++}`)
      .digest();
    return roll.readUInt32BE() % limit;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("There is nothing to pick from.");
    return item;
  }

  shuffle<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    return items.map(() => left.splice(this.below(left.length), 1)).flat();
  }
}
