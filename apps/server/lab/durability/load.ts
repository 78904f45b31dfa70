import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "@sallyport/contract/call";
import { NoAnswer } from "./door.ts";
import { administrator } from "./errands/administrators.ts";
import type { Errand, Surroundings } from "./errands/errand.ts";
import { enrol, logIn, meetLock } from "./errands/users.ts";

const pauseAfterTroubleMs = 20;

const usualErrands: readonly Errand[] = [
  logIn,
  logIn,
  logIn,
  logIn,
  enrol,
  meetLock,
  administrator,
  administrator,
];

export class Load {
  readonly #surroundings: Surroundings;
  readonly #lanes: Promise<unknown>;
  #isOver = false;
  readonly #accidents: unknown[];
  readonly #errands: readonly Errand[];

  /**
   * @param accidents collects errors that the server must never cause, such as an answer that breaks the
   * contract
   * @param errands the tasks that the lanes do, one after the other
   */
  constructor(
    surroundings: Surroundings,
    lanes: number,
    accidents: unknown[],
    errands: readonly Errand[] = usualErrands,
  ) {
    this.#surroundings = surroundings;
    this.#errands = errands;
    this.#accidents = accidents;
    this.#lanes = Promise.all(Array.from({ length: lanes }, (_, lane) => this.#run(lane)));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#lanes;
  }

  async #run(lane: number): Promise<void> {
    for (let turn = lane; !this.#isOver; turn += 1) {
      const errand = this.#errands[turn % this.#errands.length] ?? logIn;
      try {
        if (!(await errand(this.#surroundings))) await pause(pauseAfterTroubleMs);
      } catch (error) {
        if (error instanceof Refusal) this.#surroundings.ledger.noteRefusal(error);
        else if (!(error instanceof NoAnswer)) this.#accidents.push(error);
        await pause(pauseAfterTroubleMs);
      }
    }
  }
}
