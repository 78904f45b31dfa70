import type { Clock } from "../../src/core/clock.ts";

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
