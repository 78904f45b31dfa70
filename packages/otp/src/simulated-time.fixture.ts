import type { Time } from "./time.ts";

/** A clock for several workers. It moves to the next wake-up as soon as all of them sleep. */
export class SimulatedTime implements Time {
  #now: number;
  #running: number;
  readonly #sleepers: { until: number; wake: () => void }[] = [];

  constructor(now: number, workers = 1) {
    this.#now = now;
    this.#running = workers;
  }

  now(): number {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.#now + ms, wake });
      this.ended();
    });
  }

  /** A worker sleeps or has ended. */
  ended(): void {
    this.#running--;
    if (this.#running > 0 || this.#sleepers.length === 0) return;
    this.#now = Math.max(this.#now, Math.min(...this.#sleepers.map(({ until }) => until)));
    const awake = this.#sleepers.filter(({ until }) => until <= this.#now);
    for (const each of awake) this.#sleepers.splice(this.#sleepers.indexOf(each), 1);
    this.#running = awake.length;
    for (const { wake } of awake) wake();
  }
}
