import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import { openPasswordAttempt, settlePasswordAttempt } from "../limits/password-attempts.ts";
import { importedCosts } from "../passwords/imported-costs.repository.ts";
import { isAsTyped } from "../passwords/passwords.ts";
import { replaceHash } from "./sign-in.repository.ts";
import { eventOf, type SignInParts } from "./step.ts";

type Known = Pick<AccountRow, "id" | "password_hash" | "password_set_at">;

/** The result of `compare`, which runs before the transaction because hashing is slow. */
export interface GivenPassword {
  password: string;
  comparedWith: Known | null;
  isEqual: boolean;
  network: string;
}

/** Known and unknown logins compute the same hashes, and take equally long. */
export async function compare(
  { database, passwords }: Pick<SignInParts, "database" | "passwords">,
  password: string,
  account: Known | null,
  visit: Visit,
): Promise<GivenPassword> {
  const network = networkOf(visit.address);
  // An import stores an account and the cost of its hash together. The costs are read after the account, so
  // they include this account's cost.
  const costs = await importedCosts(database);
  const isEqual = await passwords.isRight(password, account?.password_hash ?? null, network, costs);
  return { password, comparedWith: account, isEqual, network };
}

/** Compares again, because the owner might have changed the password during hashing. */
export function isStillRight({ isEqual, comparedWith }: GivenPassword, account: Known | null): boolean {
  return isEqual && isSamePassword(comparedWith, account);
}

/** Also true if only the hash was renewed, because the password is then the same. */
function isSamePassword(before: Known | null, now: Known | null): boolean {
  if (before?.password_hash === now?.password_hash) return true;
  if (!before?.password_hash || !now?.password_hash || !isAsTyped(before.password_hash)) return false;
  return !isAsTyped(now.password_hash) && before.password_set_at === now.password_set_at;
}

/**
 * The limits of a login apply, because the session might be stolen. Returns a refusal instead of throwing it,
 * because an error would undo the count of wrong passwords.
 */
export async function checkPassword(
  { outbox, settings }: SignInParts,
  tx: Queryable,
  { account, given, visit, now }: { account: AccountRow; given: GivenPassword; visit: Visit; now: number },
): Promise<Refused | null> {
  const attempt = await openPasswordAttempt(tx, { account, visit, limits: settings(), now });
  const refuse = async (code: "wrong-credentials" | "too-many-requests", reason: string) => {
    await record(tx, {
      at: now,
      kind: eventOf(account.realm, "user_login_attempt", "admin_login_attempt"),
      actor: account,
      outcome: "failure",
      detail: `password given again: ${reason}`,
      address: visit.address,
      isRepeatable: true,
    });
    return new Refused(code);
  };
  // defence: AT-43
  if (attempt.wait) {
    const code = "too-many-requests";
    return attempt.wait.isFirst ? refuse(code, attempt.wait.reason) : new Refused(code);
  }
  const isRight = isStillRight(given, account);
  await settlePasswordAttempt(tx, outbox, attempt, isRight);
  return isRight ? null : refuse("wrong-credentials", "wrong password");
}

/**
 * Call this after the password's transaction. The request must already have computed exactly one hash (record
 * 0023).
 */
export async function renewHash(
  { database, passwords }: Pick<SignInParts, "database" | "passwords">,
  { password, comparedWith, network }: GivenPassword,
): Promise<void> {
  const before = comparedWith?.password_hash;
  const renewed = before && (await passwords.renewed(password, before, network));
  if (renewed) await replaceHash(database, comparedWith.id, { before, renewed });
}
