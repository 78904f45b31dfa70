import { createHash, randomBytes } from "node:crypto";

/** Workers inherit the seed from the runner's environment. */
export const seed = (process.env["E2E_SEED"] ||= randomBytes(4).toString("hex"));

export class Dice {
  readonly #text: string;
  #rolls = 0;

  constructor(text: string) {
    this.#text = text;
  }

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
