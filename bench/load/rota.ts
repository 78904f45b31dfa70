import { addressOf, type Person } from "@sallyport/server/lab/town.ts";
import { codeAt, timeStepAt } from "@sallyport/totp/totp";

/** People log in by turns, because a server accepts each time step of a person only once. */
export class Rota {
  readonly #waiting: { person: Person; secret: Uint8Array; address: string; lastStep: number }[];

  constructor(people: readonly Person[], addressFor = addressOf) {
    this.#waiting = people.map((person, index) => ({
      person,
      secret: Buffer.from(person.secret, "base64"),
      address: addressFor(index),
      lastStep: 0,
    }));
  }

  next(): { person: Person; address: string; code: () => string } {
    const next = this.#waiting.shift();
    if (!next || next.lastStep >= timeStepAt(Date.now()))
      throw new Error(
        "This machine is too fast for so few accounts: each one has logged in in this time step.",
      );
    this.#waiting.push(next);
    next.lastStep = timeStepAt(Date.now());
    const code = () => {
      const now = Date.now();
      next.lastStep = timeStepAt(now);
      return codeAt(next.secret, now);
    };
    return { person: next.person, address: next.address, code };
  }
}
