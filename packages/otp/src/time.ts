import { setTimeout as sleep } from "node:timers/promises";
import { OtpError } from "./otp-error.ts";

/**
 * The time that codes are made for, and how to wait. The default is the machine's. A test that turns its
 * application's clock gives its own, so that `sleep` turns the clock instead of waiting.
 */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `now()` has advanced by `ms` milliseconds. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const machineTime: Time = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal ? { signal } : {});
    } catch (cause) {
      throw new OtpError("cancelled", "The wait for a code was cancelled.", { cause });
    }
  },
};
