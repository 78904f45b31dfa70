import type { FastifyBaseLogger as Log } from "fastify";
import { Refused } from "./problems.ts";

/** More than this waits only while somebody sends a flood. */
const longestQueue = 1000;

/**
 * Work that must not show in the time of an answer, since how long it takes tells what it finds. It begins once the
 * answer is on its way, and one piece follows the other.
 */
export class AfterReply {
  readonly #log: Log;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @throws {Refused} `too-many-requests`, whatever the work is */
  run(work: () => Promise<void>): void {
    if (this.#waiting >= longestQueue) throw new Refused("too-many-requests", { retryAfterSeconds: 60 });
    this.#waiting++;
    const replied = new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#last = Promise.all([this.#last, replied])
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
