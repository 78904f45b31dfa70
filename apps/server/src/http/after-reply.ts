import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger as Log } from "fastify";
import { Refused } from "../core/refusal.ts";

/** More than this waits only while somebody sends a flood, and if it all comes from one network, from there. */
const longestQueue = 1000;
const longestQueueOfNetwork = 30;

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
  readonly #waiting = new Map<string, number>();

  constructor(log: Log, pauseAfterReply: () => Promise<void> = anyPause) {
    this.#log = log;
    this.#pause = pauseAfterReply;
  }

  /**
   * For a network of which so much waits already, nothing is done, and the answer is as always: what is run here counts
   * by network itself, so that this piece would come to nothing, and only push out others'.
   *
   * @throws {Refused} `too-many-requests`, whatever the work is
   */
  run(network: string, work: () => Promise<void>): void {
    const ofNetwork = this.#waiting.get(network) ?? 0;
    if (ofNetwork >= longestQueueOfNetwork) return;
    if (this.#waitingInAll() >= longestQueue)
      throw new Refused("too-many-requests", { retryAfterSeconds: 60 });
    this.#waiting.set(network, ofNetwork + 1);
    this.#last = Promise.all([this.#last, this.#pause()])
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, "work after a reply failed"))
      .finally(() => this.#end(network));
  }

  #waitingInAll(): number {
    return [...this.#waiting.values()].reduce((sum, count) => sum + count, 0);
  }

  #end(network: string): void {
    const left = (this.#waiting.get(network) ?? 1) - 1;
    if (left > 0) this.#waiting.set(network, left);
    else this.#waiting.delete(network);
  }

  /** Resolves once all work that was given so far is done. */
  settled(): Promise<void> {
    return this.#last;
  }
}
