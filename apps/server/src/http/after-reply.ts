import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger as Log } from "fastify";
import { Refused } from "./problems.ts";

/** More than this waits only while somebody sends a flood. */
const longestQueue = 1000;

/** Whoever times the answers to come would have to ask all that while. */
const longestPauseMs = 1000;
const anyPause = () => pause(randomInt(longestPauseMs));

/**
 * Work that must not show in the time of an answer, since how long it takes tells what it finds. It begins some time
 * after the answer, up to a second, and one piece follows the other.
 */
export class AfterReply {
  readonly #log: Log;
  readonly #pause: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(log: Log, pauseAfterReply: () => Promise<void> = anyPause) {
    this.#log = log;
    this.#pause = pauseAfterReply;
  }

  /** @throws {Refused} `too-many-requests`, whatever the work is */
  run(work: () => Promise<void>): void {
    if (this.#waiting >= longestQueue) throw new Refused("too-many-requests", { retryAfterSeconds: 60 });
    this.#waiting++;
    this.#last = Promise.all([this.#last, this.#pause()])
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, "work after a reply failed"))
      .finally(() => {
        this.#waiting--;
      });
  }

  /** Resolves once all work that was given so far is done. */
  settled(): Promise<void> {
    return this.#last;
  }
}
