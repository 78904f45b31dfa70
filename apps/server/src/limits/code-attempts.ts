import type { Queryable } from "../database/database.ts";
import { isDisabledByWrongCodes, isWaiting, waitAfterWrongCodes } from "./rules/lockout.ts";
import {
  type CountedMethod,
  forgetWrongCodes,
  noteRefusedCode,
  noteWrongCode,
  wrongCodesOf,
} from "./wrong-codes.repository.ts";

/** The owner gets one mail about wrong codes in a row after a right password, at this count. */
const tellOwnerAt = 5;

/** The result of an attempt. Every result except `accepted` is a refusal. */
export type AttemptResult = CheckedAttempt | UncheckedAttempt;

/** The code was compared. */
type CheckedAttempt =
  | { kind: "accepted" }
  /** `used-ahead`: right, and used up by a login while the server's clock was ahead. */
  | { kind: "replayed" | "used-ahead" }
  | { kind: "wrong" | "not-yet-valid"; isOwnerToBeTold: boolean; isNowDisabled: boolean };

/** The code was refused without being compared. Only the first such refusal is worth an event. */
type UncheckedAttempt =
  | { kind: "disabled"; isFirst: boolean }
  | { kind: "wait"; until: number; isFirst: boolean };

/** A factor's answer to a code, before it is counted. */
export type Answer = "accepted" | "replayed" | "used-ahead" | "wrong" | "not-yet-valid";

interface CodeAttempt {
  accountId: string;
  method: CountedMethod;
  now: number;
}

/** An attempt that may be checked: no wait applies. Call `settleCodeAttempt` for it in the same transaction. */
export interface OpenCodeAttempt extends CodeAttempt {
  kind: "open";
  wrongBefore: number;
}

/** Begins an attempt with a code. The caller's transaction makes parallel attempts see each other's counts. */
export async function openCodeAttempt(
  tx: Queryable,
  attempt: CodeAttempt,
): Promise<OpenCodeAttempt | UncheckedAttempt> {
  const { accountId, method, now } = attempt;
  const { count, waitUntil } = await wrongCodesOf(tx, accountId, method);
  // defence: AT-35
  if (isWaiting(waitUntil, now)) {
    return { kind: "wait", until: waitUntil, isFirst: await noteRefusedCode(tx, accountId, method) };
  }
  return { ...attempt, kind: "open", wrongBefore: count };
}

/** Wrong codes for an unconfirmed secret lead to waits, but never disable it. */
const neverDisabled: CountedMethod = "totp-set-up";

/**
 * Counts the answer to an open attempt. If the result says `isNowDisabled`, the caller disables the factor
 * (NIST SP 800-63B-4 §3.2.2).
 */
export async function settleCodeAttempt(
  tx: Queryable,
  { accountId, method, now, wrongBefore }: OpenCodeAttempt,
  answer: Answer,
): Promise<CheckedAttempt> {
  if (answer === "accepted") await forgetWrongCodes(tx, accountId, method);
  // A code of the next step counts as wrong too. Otherwise each guess would test three steps and cost one.
  if (answer !== "wrong" && answer !== "not-yet-valid") return { kind: answer };
  const count = wrongBefore + 1;
  // defence: AT-34
  const isNowDisabled = method !== neverDisabled && isDisabledByWrongCodes(count);
  const wait = waitAfterWrongCodes(count);
  const waitUntil = wait > 0 && !isNowDisabled ? now + wait : null;
  await noteWrongCode(tx, { accountId, method, count, waitUntil, now });
  // defence: AT-39
  return { kind: answer, isOwnerToBeTold: count === tellOwnerAt, isNowDisabled };
}
