import { type Clock, hour, second } from "./clock.ts";
import { Refused } from "./refusal.ts";

const mostAnHour = 10;

/** Counts in memory, so each server process has its own count. */
export class HourlyLimit {
  readonly #clock: Clock;
  readonly #counted = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(accountId: string): void {
    const now = this.#clock.now();
    const counted = (this.#counted.get(accountId) ?? []).filter((at) => at <= now && at > now - hour);
    const [oldest] = counted;
    if (oldest !== undefined && counted.length >= mostAnHour) {
      const wait = oldest + hour - now;
      throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil(wait / second) });
    }
    this.#counted.set(accountId, [...counted, now]);
  }
}
