import type { ShownClock } from "../shown.ts";
import type { Asker } from "./asker.ts";

/** The Sallyport's own clock. Each change resolves when all that is due by then is done: locks, reminders, mails. */
export class Clock {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  async now(): Promise<Date> {
    return new Date((await this.#asker.get<ShownClock>("/clock")).now);
  }

  set(now: Date | number): Promise<Date> {
    return this.#change({ now: new Date(now).getTime() });
  }

  advance(milliseconds: number): Promise<Date> {
    return this.#change({ byMs: milliseconds });
  }

  /** It stands still until `run`. Applications that compare times need a clock that stands still too. */
  stop(): Promise<Date> {
    return this.#change({ stands: true });
  }

  /** It runs on from where it stood. */
  run(): Promise<Date> {
    return this.#change({ stands: false });
  }

  async #change(change: object): Promise<Date> {
    return new Date((await this.#asker.send<ShownClock>("PUT", "/clock", change)).now);
  }
}
