import { createHash, randomBytes } from "node:crypto";

/** `E2E_SEED`, or a random value. Workers inherit the runner's seed. */
export const seed = (process.env["E2E_SEED"] ||= randomBytes(4).toString("hex"));

/** The same text always gives the same sequence. */
export class Dice {
  readonly #text: string;
  #rolls = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns a number from 0 to `limit` - 1. `limit` is at most 2^32. */
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
