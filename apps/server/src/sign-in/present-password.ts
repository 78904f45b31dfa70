import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import { forgetWrongPasswords, sourceOf } from "../limits/wrong-passwords.repository.ts";
import { countWrongPassword, holdOff } from "../limits/wrong-passwords.ts";
import { isSamePassword } from "./renewed-hash.ts";
import { eventOf, type SignInParts } from "./step.ts";
import type { Visitor } from "./visitor.ts";

/** Judges inside a transaction. A refusal is returned rather than thrown, so that what was counted stays. */
export type PasswordJudge = (tx: Queryable, here: Visitor, now: number) => Promise<Refused | null>;

/**
 * The password of somebody who has arrived, given once more. It is counted as at a sign-in, by the same counters, so
 * that a stolen session is no side door for guessing. Hashed here, before the transaction.
 */
export async function presentPassword(
  { passwords, outbox }: SignInParts,
  { holder }: Visitor,
  given: string,
  visit: Visit,
): Promise<PasswordJudge> {
  const network = networkOf(visit.address);
  const isRight = await passwords.isRight(given, holder.account.password_hash, network);

  return async (tx, { holder: { account } }, now) => {
    const browser = visit.token("__Host-sallyport-browser");
    const source = await sourceOf(tx, account.id, network, browser === undefined ? null : hashOf(browser));
    const guess = { account, source, address: visit.address, now };
    // defence: AT-43
    const heldOff = await holdOff(tx, guess);
    if (heldOff && !heldOff.isFirst) return new Refused("too-many-requests");
    const refuse = async (code: "wrong-credentials" | "too-many-requests", reason: string) => {
      const kind = eventOf(account.realm, "user_login_attempt", "admin_login_attempt");
      const detail = `password given again: ${reason}`;
      await record(tx, {
        at: now,
        kind,
        actor: account,
        outcome: "failure",
        detail,
        address: visit.address,
        isRepeatable: true,
      });
      return new Refused(code);
    };
    if (heldOff) return refuse("too-many-requests", heldOff.reason);
    // Another one may have been chosen while this one was hashed.
    if (!isRight || !isSamePassword(holder.account, account)) {
      await countWrongPassword(tx, outbox, guess);
      return refuse("wrong-credentials", "wrong password");
    }
    await forgetWrongPasswords(tx, account.id, source);
    return null;
  };
}
