import type { ClockOffset } from "./clock-offset.ts";
import type { Time } from "./time.ts";

/**
 * A code that no other worker gets.
 *
 * @example
 * ```ts
 * const { code, validUntil } = await account.reserve({ minRemaining: 15_000 });
 * ```
 */
export class Reservation {
  /** The code to type. */
  readonly code: string;
  /** The time step of the code (RFC 6238 §4.2). */
  readonly step: number;
  /** When the code becomes valid, in this machine's time. */
  readonly validFrom: Date;
  /** When the code stops being the current one, in this machine's time. */
  readonly validUntil: Date;
  /** How long the reservation had to wait. */
  readonly waitedMs: number;
  /** How far the application's clock is from this machine's, if `application` was given. */
  readonly clock: ClockOffset;
  readonly #time: Time;

  /** @internal */
  constructor(
    fields: Pick<Reservation, "code" | "step" | "validFrom" | "validUntil" | "waitedMs" | "clock">,
    time: Time,
  ) {
    this.code = fields.code;
    this.step = fields.step;
    this.validFrom = fields.validFrom;
    this.validUntil = fields.validUntil;
    this.waitedMs = fields.waitedMs;
    this.clock = fields.clock;
    this.#time = time;
  }

  /** The milliseconds that the code still lives. 0 if it has expired. */
  remaining(): number {
    return Math.max(0, this.validUntil.getTime() - this.#time.now());
  }
}
