import { HOTP, Secret } from "otpauth";
import { standardDigits } from "./token.ts";

/** The hash below the HMAC, spelt as in a key URI. */
export type Algorithm = "SHA1" | "SHA256" | "SHA512";

/** The parameters of a counter-based code (RFC 4226 §5). */
export type HotpParameters = {
  /** The hash below the HMAC. */
  algorithm: Algorithm;
  /** From `fewestDigits` to `mostDigits`. */
  digits: number;
};

/** The fewest digits of a code: 6 (RFC 4226 §4, R4). */
export const fewestDigits = 6;
/** The most digits of a code: 10, since truncation leaves 31 bits (RFC 4226 §5.3). */
export const mostDigits = 10;

/** The parameters of a time-based code (RFC 6238 §4). */
export type TotpParameters = HotpParameters & {
  /** Length of one time step in whole seconds. */
  periodSeconds: number;
};

/** What authenticators assume when told nothing (RFC 6238 §4 and §5.2): SHA-1, 6 digits, 30 seconds. */
export const standardParameters: TotpParameters = {
  algorithm: "SHA1",
  digits: standardDigits,
  periodSeconds: 30,
};

/**
 * The number of the time step that holds the instant `timeMs` (milliseconds since 1970; RFC 6238 §4.2).
 * A step owns its first millisecond and not the first of the next.
 * @throws RangeError when the period is not a whole number of seconds from 1 up
 */
export function timeStepAt(timeMs: number, periodSeconds: number = standardParameters.periodSeconds): number {
  if (!Number.isSafeInteger(periodSeconds) || periodSeconds < 1) {
    throw new RangeError("a period is a whole number of seconds, 1 or more");
  }
  return Math.floor(timeMs / (periodSeconds * 1000));
}

/**
 * Milliseconds until the code changes: the whole period at the start of a step, 1 at its last millisecond.
 * @param timeMs milliseconds since 1970
 * @throws RangeError as `timeStepAt` does
 */
export function remainingMs(
  timeMs: number,
  periodSeconds: number = standardParameters.periodSeconds,
): number {
  return (timeStepAt(timeMs, periodSeconds) + 1) * periodSeconds * 1000 - timeMs;
}

/** The TOTP code for an instant in milliseconds since 1970 (RFC 6238 §4). Throws as `codeForCounter` does. */
export function codeAt(
  secret: Uint8Array,
  timeMs: number,
  parameters: TotpParameters = standardParameters,
): string {
  return codeForCounter(secret, timeStepAt(timeMs, parameters.periodSeconds), parameters);
}

/**
 * The HOTP code for a counter (RFC 4226 §5).
 * @throws RangeError when the secret is empty, the counter no whole number from 0 up, or digits lie outside 6–10
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
  // Copied, because otpauth takes the whole buffer below a view, and Node's Buffers share one.
  const key = new Secret({ buffer: new Uint8Array(secret).buffer });
  return HOTP.generate({ secret: key, counter, algorithm, digits });
}

/** What {@link matchingStep} needs to check a code. */
export type MatchingStepQuestion = {
  /** As typed, without spaces; anything but the right number of digits is wrong. */
  code: string;
  /** The shared secret, at least one byte. */
  secret: Uint8Array;
  /** Milliseconds since 1970 by the verifier's own clock, never the client's. */
  now: number;
  /** The last step accepted for this secret; `null` or absent before the first. */
  lastStep?: number | null;
  /** Of the key that was enrolled; {@link standardParameters} by default. */
  parameters?: TotpParameters;
};

/**
 * The result of {@link matchingStep}: `match` and `replayed` name the time step of the code, `not-yet-valid` is the code of
 * the next step, and `wrong` is everything else.
 */
export type MatchingStepAnswer =
  /** Right. Store `step` as the new last step, in the same atomic statement that checks it is greater. */
  | { outcome: "match"; step: number }
  /** The code of a step that is not after `lastStep`: it, or a later one, was used already. */
  | { outcome: "replayed"; step: number }
  /** The code of the next step: the clock of the phone runs ahead of ours, and the person can put it right. */
  | { outcome: "not-yet-valid" }
  | { outcome: "wrong" };

/**
 * Which time step a code belongs to. Accepted are the current step and the one before it, for the time it takes
 * to type and to travel (RFC 6238 §5.2), and each only after `lastStep`, so that a code works once.
 * When two steps share a code the newer one counts, so that the older can't be used afterwards.
 * @throws RangeError as `codeForCounter` and `timeStepAt` do for secret and parameters; never for a code
 */
export function matchingStep({
  code,
  secret,
  now,
  lastStep,
  parameters = standardParameters,
}: MatchingStepQuestion): MatchingStepAnswer {
  const current = timeStepAt(now, parameters.periodSeconds);
  // Every step is computed and compared, whichever matches, so that time tells nothing about the secret.
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

/** Looks at every character, however early two texts of one length part. One of another length is never the same. */
function isSameText(one: string, other: string): boolean {
  // defence: AT-28
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}
