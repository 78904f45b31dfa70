import type { Claim } from "./ledger.ts";
import type { Slot } from "./slot.ts";
import type { Time } from "./time.ts";

/** The options of {@link Account.reserve}. */
export interface ReserveOptions {
  /** The milliseconds that the code must live at least, counted from the return. 10,000 by default. */
  minRemaining?: number | undefined;
  /** The milliseconds to wait at most. 180,000 by default. */
  timeout?: number | undefined;
  /**
   * Which machine this is, if several machines use the account and have no common ledger. "2/5" is the second of
   * five. `false` or "off" means all steps. By default `SALLYPORT_OTP_SLOT`, or the test runner's `--shard`.
   */
  slot?: Slot | string | false | undefined;
  /** The folder of claims. By default `SALLYPORT_OTP_LEDGER`, or a folder in the system's temporary folder. */
  ledger?: string | undefined;
  /** Claims steps elsewhere, for example in a database. Used instead of `ledger`. */
  claim?: Claim | undefined;
  /** An address of the application. Its clock is measured, and codes are made for its time. */
  application?: string | URL | undefined;
  /** The clock and the wait. By default the machine's. */
  time?: Time | undefined;
  /** Cancels the wait. */
  signal?: AbortSignal | undefined;
}
