import type { Clock } from "../../src/core/clock.ts";

/** A clock that moves only when a test moves it. So thirty days pass at once, and no code changes by itself. */
export class TurnableClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  turnTo(now: number): void {
    this.#now = now;
  }
}
