import { HOTP, Secret } from "otpauth";
import { standardDigits } from "./token.ts";

/** The hash function of the HMAC, named as in key URIs. */
export type Algorithm = "SHA1" | "SHA256" | "SHA512";

/** The parameters of a counter-based code (RFC 4226 §5). */
export type HotpParameters = {
  /** The hash function of the HMAC. */
  algorithm: Algorithm;
  /** The number of digits of a code, from `fewestDigits` to `mostDigits`. */
  digits: number;
};

/** The fewest digits of a code: 6 (RFC 4226 §4, R4). */
export const fewestDigits = 6;
/**
 * The most digits of a code: 10. A truncated HMAC has 31 bits, so it has at most ten decimal digits (RFC 4226
 * §5.3).
 */
export const mostDigits = 10;

/** The parameters of a time-based code (RFC 6238 §4). */
export type TotpParameters = HotpParameters & {
  /** The length of one time step in whole seconds. */
  periodSeconds: number;
};

/**
 * The parameters that authenticators assume by default: SHA-1, 6 digits, 30 seconds (RFC 6238 §4 and §5.2).
 */
export const standardParameters: TotpParameters = {
  algorithm: "SHA1",
  digits: standardDigits,
  periodSeconds: 30,
};

/**
 * The number of the time step that contains `timeMs` (milliseconds since 1970; RFC 6238 §4.2).
 * @throws RangeError if the period is not a whole number of seconds, at least 1
 */
export function timeStepAt(timeMs: number, periodSeconds: number = standardParameters.periodSeconds): number {
  if (!Number.isSafeInteger(periodSeconds) || periodSeconds < 1) {
    throw new RangeError("a period is a whole number of seconds, 1 or more");
  }
  return Math.floor(timeMs / (periodSeconds * 1000));
}

/**
 * Milliseconds until the code changes. At the start of a step, returns the full period.
 *
 * @param timeMs milliseconds since 1970
 * @throws RangeError as `timeStepAt` does
 */
export function remainingMs(
  timeMs: number,
  periodSeconds: number = standardParameters.periodSeconds,
): number {
  return (timeStepAt(timeMs, periodSeconds) + 1) * periodSeconds * 1000 - timeMs;
}

/**
 * The TOTP code at a time in milliseconds since 1970 (RFC 6238 §4). Throws a RangeError as `timeStepAt` and
 * `codeForCounter` do.
 */
export function codeAt(
  secret: Uint8Array,
  timeMs: number,
  parameters: TotpParameters = standardParameters,
): string {
  return codeForCounter(secret, timeStepAt(timeMs, parameters.periodSeconds), parameters);
}

/**
 * The HOTP code for a counter (RFC 4226 §5).
 *
 * @throws RangeError if the secret is empty, the counter is not a whole number from 0 up, or digits is
 * outside 6–10
 */
export function codeForCounter(
  secret: Uint8Array,
  counter: number,
  { algorithm, digits }: HotpParameters = standardParameters,
): string {
  if (secret.length === 0) throw new RangeError("a secret has at least one byte");
  if (!Number.isSafeInteger(counter) || counter < 0) {
    throw new RangeError("a counter is a whole number, 0 or more");
  }
  if (!Number.isInteger(digits) || digits < fewestDigits || digits > mostDigits) {
    throw new RangeError(`a code has ${fewestDigits} to ${mostDigits} digits`);
  }
  // The secret is copied, because otpauth reads the whole ArrayBuffer, and Node's Buffers share an ArrayBuffer.
  const key = new Secret({ buffer: new Uint8Array(secret).buffer });
  return HOTP.generate({ secret: key, counter, algorithm, digits });
}

/** The input of {@link matchingStep}. */
export type MatchingStepQuestion = {
  /** The typed code, without spaces. */
  code: string;
  /** The shared secret, at least one byte. */
  secret: Uint8Array;
  /** The time of the verifier's clock in milliseconds since 1970. Never use the client's clock. */
  now: number;
  /** The last accepted step of this secret. `null` or absent if no step was accepted yet. */
  lastStep?: number | null;
  /** The parameters of the enrolled key. The default is {@link standardParameters}. */
  parameters?: TotpParameters;
};

/** The result of {@link matchingStep}. A `wrong` code belongs to none of the checked steps. */
export type MatchingStepAnswer =
  /**
   * The code is correct. Store `step` as the new last step, atomically, and only if `step` is greater than
   * the stored step.
   */
  | { outcome: "match"; step: number }
  /** The code belongs to `lastStep` or an earlier step, and must not be accepted again. */
  | { outcome: "replayed"; step: number }
  /** The code belongs to the next step, because the phone's clock is fast. */
  | { outcome: "not-yet-valid" }
  | { outcome: "wrong" };

/**
 * Finds the time step of a code. Accepts the current step and the step before (RFC 6238 §5.2). An accepted
 * step must be later than `lastStep`, so each code works once. If two steps have the same code, returns the
 * later step.
 *
 * @throws RangeError for a bad secret or bad parameters. A bad code never causes an error.
 */
export function matchingStep({
  code,
  secret,
  now,
  lastStep,
  parameters = standardParameters,
}: MatchingStepQuestion): MatchingStepAnswer {
  const current = timeStepAt(now, parameters.periodSeconds);
  // All codes are compared, so the response time reveals nothing about the secret.
  // defence: AT-27
  const matches = [current + 1, current, current - 1]
    .filter((step) => step >= 0)
    .filter((step) => isSameText(code, codeForCounter(secret, step, parameters)));
  // defence: AT-23 fresh
  const fresh = matches.filter((step) => step > (lastStep ?? -1));
  const accepted = fresh.find((step) => step <= current);
  if (accepted !== undefined) return { outcome: "match", step: accepted };
  if (fresh.length > 0) return { outcome: "not-yet-valid" };
  const [used] = matches;
  return used === undefined ? { outcome: "wrong" } : { outcome: "replayed", step: used };
}

/** Compares all characters, so the time doesn't show where the texts differ. */
function isSameText(one: string, other: string): boolean {
  // defence: AT-28
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}
