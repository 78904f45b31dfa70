import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger as Log } from "fastify";
import { Refused } from "../core/refusal.ts";

const longestQueue = 1000;
const longestQueueOfNetwork = 30;

/**
 * The work begins after a random pause. Otherwise an attacker could send another request and measure how long
 * the work takes.
 */
const longestPauseMs = 1000;
const anyPause = () => pause(randomInt(longestPauseMs));

/** Runs work after the reply, because the time of the reply would reveal the result of the work. */
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
   * Drops the job if too many jobs of the same network are waiting. Throws `too-many-requests` if the whole
   * queue is full.
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

  settled(): Promise<void> {
    return this.#last;
  }
}
