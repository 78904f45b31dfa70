import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt, timeStepAt } from "@sallyport/totp/totp";
import { addressOf, type Inhabitant } from "../town.ts";

export interface Person extends Inhabitant {
  address: string;
  lastStep: number;
}

let addresses = 0;

export function asPerson(inhabitant: Inhabitant): Person {
  addresses += 1;
  return { ...inhabitant, address: addressOf(addresses), lastStep: 0 };
}

export interface TypedCode {
  code: string;
  step: number;
}

export function typeCode(person: Person): TypedCode {
  const now = Date.now();
  person.lastStep = timeStepAt(now);
  return { code: codeAt(secretOf(person), now), step: person.lastStep };
}

export function codeOfStep(person: Person, step: number): string {
  return codeAt(secretOf(person), step * 30_000);
}

export function keepSecret(person: Person, base32: string): void {
  person.secret = Buffer.from(fromBase32(base32) ?? []).toString("base64");
}

function secretOf({ secret }: Person): Uint8Array {
  return Buffer.from(secret, "base64");
}

export class Pool {
  readonly #idle: Person[];

  constructor(people: readonly Person[]) {
    this.#idle = [...people];
  }

  /** Takes the person who has waited longest. Returns undefined if that person has no new code yet. */
  take(): Person | undefined {
    const [next] = this.#idle;
    return next && next.lastStep < timeStepAt(Date.now()) ? this.#idle.shift() : undefined;
  }

  give(person: Person): void {
    this.#idle.push(person);
  }

  get size(): number {
    return this.#idle.length;
  }
}
