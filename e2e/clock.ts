import type { BrowserContext } from "@playwright/test";
import { timeStepAt } from "@sallyport/totp/totp";
import type { Stack } from "./stack.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** A clock that only the test moves, so a code can't expire while the test types it. */
export class Clock {
  readonly #stack: Pick<Stack, "now" | "turnClock">;
  readonly #contexts = new Set<BrowserContext>();

  constructor(stack: Pick<Stack, "now" | "turnClock">) {
    this.#stack = stack;
  }

  now(): number {
    return this.#stack.now;
  }

  /** Sets the clock of all pages in a context. Workers and cookies still use the real time. */
  async govern(context: BrowserContext): Promise<void> {
    this.#contexts.add(context);
    context.once("close", () => this.#contexts.delete(context));
    await context.clock.setFixedTime(this.now());
  }

  async pass({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): Promise<void> {
    await this.turnTo(this.now() + days * day + hours * hour + minutes * minute + seconds * second);
  }

  /** Moves to the next time step, in which the authenticator shows its next code (RFC 6238 §4.2). */
  async toNextTimeStep(): Promise<void> {
    await this.turnTo((timeStepAt(this.now()) + 1) * 30 * second);
  }

  async turnTo(now: number): Promise<void> {
    await this.#stack.turnClock(now);
    await Promise.all([...this.#contexts].map((context) => context.clock.setFixedTime(now)));
  }
}
