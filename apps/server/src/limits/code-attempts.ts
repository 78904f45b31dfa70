import type { WaitLimits } from "@sallyport/contract/settings/list";
import type { Queryable } from "../database/database.ts";
import { isDisabledByWrongCodes, isWaiting, waitAfterWrongCodes } from "./rules/lockout.ts";
import {
  type CountedMethod,
  forgetWrongCodes,
  noteRefusedCode,
  noteWrongCode,
  type WrongCodes,
} from "./wrong-codes.repository.ts";

/** Every result other than `accepted` is a refusal. */
export type AttemptResult = CheckedAttempt | UncheckedAttempt;

type CheckedAttempt =
  | { kind: "accepted" }
  /**
   * `used-ahead` is a right code that was used before. A login used it early, while the server's clock was
   * ahead.
   */
  | { kind: "replayed" | "used-ahead" }
  | { kind: "wrong" | "not-yet-valid"; isOwnerToBeTold: boolean; isNowDisabled: boolean };

type UncheckedAttempt =
  | { kind: "disabled"; isFirst: boolean }
  | { kind: "wait"; until: number; isFirst: boolean };

/** The result of checking the code, before a wrong code is counted. */
export type Answer = "accepted" | "replayed" | "used-ahead" | "wrong" | "not-yet-valid";

interface CodeAttempt {
  accountId: string;
  method: CountedMethod;
  before: WrongCodes | null;
  limits: WaitLimits;
  now: number;
}

/**
 * The caller is allowed to check a code. The same transaction must call `settleCodeAttempt` after the check.
 */
export interface OpenCodeAttempt extends CodeAttempt {
  kind: "open";
}

/** Call this in a transaction, because parallel attempts must see each other's wrong codes. */
export async function openCodeAttempt(
  tx: Queryable,
  attempt: CodeAttempt,
): Promise<OpenCodeAttempt | UncheckedAttempt> {
  const { accountId, method, before, now } = attempt;
  const waitUntil = before?.waitUntil ?? null;
  // defence: AT-35
  if (isWaiting(waitUntil, now)) {
    return { kind: "wait", until: waitUntil, isFirst: await noteRefusedCode(tx, accountId, method) };
  }
  return { ...attempt, kind: "open" };
}

/** Wrong codes for an unconfirmed secret make the user wait, but never disable the secret. */
const neverDisabled: CountedMethod = "totp-set-up";

/** If `isNowDisabled` is true, the caller must disable the factor (NIST SP 800-63B-4 §3.2.2). */
export async function settleCodeAttempt(
  tx: Queryable,
  { accountId, method, before, limits, now }: OpenCodeAttempt,
  answer: Answer,
): Promise<CheckedAttempt> {
  if (answer === "accepted" && before !== null) await forgetWrongCodes(tx, accountId, method);
  // A code of the next time step isn't valid yet, and counts as wrong.
  if (answer !== "wrong" && answer !== "not-yet-valid") return { kind: answer };
  const count = (before?.count ?? 0) + 1;
  // defence: AT-34
  const isNowDisabled = method !== neverDisabled && isDisabledByWrongCodes(count);
  const wait = waitAfterWrongCodes(count, limits);
  const waitUntil = wait > 0 && !isNowDisabled ? now + wait : null;
  await noteWrongCode(tx, { accountId, method, count, waitUntil, now });
  // defence: AT-39
  return { kind: answer, isOwnerToBeTold: count === limits.wrongCodesUntilWait, isNowDisabled };
}
