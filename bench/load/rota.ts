import { addressOf, type Person } from "@sallyport/server/lab/town.ts";
import { codeAt, timeStepAt } from "@sallyport/totp/totp";

/**
 * Lets people log in one after another. A server accepts each time step of a person only once, so a person waits for
 * the next time step.
 */
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

  /** The next person, the address that they come from, and the code of this moment. */
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
