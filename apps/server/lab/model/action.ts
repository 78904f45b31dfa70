import * as fc from "fast-check";
import { checkInvariants } from "./invariants.ts";
import type { Ledger } from "./ledger.ts";
import { type Reading, takeReading } from "./reading.ts";
import type { Here, Town } from "./town.ts";

export type Act<Input> = (here: Here, input: Input) => Promise<void>;

class Action<Input> implements fc.AsyncCommand<Ledger, Town> {
  readonly #name: string;
  readonly #input: Input;
  readonly #act: Act<Input>;

  constructor(name: string, input: Input, act: Act<Input>) {
    this.#name = name;
    this.#input = input;
    this.#act = act;
  }

  /** Allows every action at any time, because the server itself must refuse forbidden actions. */
  check(): boolean {
    return true;
  }

  async run(ledger: Ledger, town: Town): Promise<void> {
    const before: Reading = await takeReading(town);
    ledger.mayReset.clear();
    ledger.mayUnlock.clear();
    await this.#act({ ledger, town }, this.#input);
    ledger.reach("actions");
    await checkInvariants({ ledger, town }, before);
  }

  toString(): string {
    return `${this.#name}(${JSON.stringify(this.#input).slice(1, -1)})`;
  }
}

export interface AnyAction {
  drawn: fc.Arbitrary<fc.AsyncCommand<Ledger, Town>>;
}

export interface KnownAction<Input> extends AnyAction {
  act: Act<Input>;
}

export function action<Input extends Record<string, unknown>>(
  name: string,
  input: { [Key in keyof Input]: fc.Arbitrary<Input[Key]> },
  act: Act<Input>,
): KnownAction<Input> {
  return { drawn: fc.record(input).map((given) => new Action(name, given as Input, act)), act };
}
