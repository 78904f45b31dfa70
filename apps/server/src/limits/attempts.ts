import type { Queryable } from "../database/database.ts";
import { isDisabledByWrongCodes, isWaiting, waitAfterWrongCodes } from "./rules/lockout.ts";
import {
  type CountedMethod,
  forgetWrongCodes,
  isFirstHeldOff,
  noteWrongCode,
  wrongCodesOf,
} from "./wrong-codes.repository.ts";

/** How often an owner hears of wrong codes after a right password: once in a row, at this count. */
const tellOwnerAt = 5;

/** What became of a code that somebody gave. Whatever is not `accepted` is a refusal. */
export type CodeOutcome =
  | { kind: "accepted" }
  /** `used-ahead`: right, and used up by a login while the server's clock was ahead. */
  | { kind: "replayed" | "used-ahead" }
  /** Of all that is held off without being judged, only the first is worth a record. */
  | { kind: "disabled"; isFirst: boolean }
  | { kind: "wait"; until: number; isFirst: boolean }
  | { kind: "wrong" | "not-yet-valid"; isOwnerToBeTold: boolean; isNowDisabled: boolean };

/** What a factor says of a code, before anything is counted. */
export type Answer = "accepted" | "replayed" | "used-ahead" | "wrong" | "not-yet-valid";

export interface Guess {
  tx: Queryable;
  accountId: string;
  method: CountedMethod;
  now: number;
  answer: () => Promise<Answer>;
  /** After too many wrong codes in a row (NIST SP 800-63B-4 §3.2.2); where it is missing, nothing is ever disabled. */
  disable?: () => Promise<void>;
}

/**
 * The one limiter of codes, in every place that takes one: asks the factor only when no wait holds, and counts what was
 * wrong. It runs in the caller's transaction, so that of any number of requests at once each sees the count before it.
 */
export async function judgeGuess({
  tx,
  accountId,
  method,
  now,
  answer,
  disable,
}: Guess): Promise<CodeOutcome> {
  const { count, waitUntil } = await wrongCodesOf(tx, accountId, method);
  // defence: AT-35
  if (isWaiting(waitUntil, now)) {
    return { kind: "wait", until: waitUntil, isFirst: await isFirstHeldOff(tx, accountId, method) };
  }
  const kind = await answer();
  switch (kind) {
    case "accepted":
      await forgetWrongCodes(tx, accountId, method);
      return { kind };
    case "replayed":
    case "used-ahead":
      return { kind };
    case "wrong":
    // A code of the next step counts as wrong too: whoever guesses must not learn of three steps for the price of none.
    case "not-yet-valid": {
      const wrong = count + 1;
      // defence: AT-34
      const isNowDisabled = disable !== undefined && isDisabledByWrongCodes(wrong);
      if (isNowDisabled) await disable();
      const wait = waitAfterWrongCodes(wrong);
      const until = wait > 0 && !isNowDisabled ? now + wait : null;
      await noteWrongCode(tx, { accountId, method, count: wrong, waitUntil: until, now });
      // defence: AT-39
      return { kind, isOwnerToBeTold: wrong === tellOwnerAt, isNowDisabled };
    }
  }
}
