import type { Administrator } from "@sallyport/contract/administrators";
import type { Lock } from "@sallyport/contract/users";
import { instantOrNull } from "../../core/clock.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { codesUsedUntil } from "../../factors/rules/steps-ahead.ts";
import type { AccountWithFactors } from "../accounts.repository.ts";
import { locksOf } from "../locks.ts";
import { viewDeletion } from "../view-deletion.ts";
import { isAtLeast, mayActOn } from "./rules/roles.ts";

export async function viewAdministrator(
  database: Queryable,
  subject: AccountWithFactors,
  actor: AccountRow,
  now: number,
): Promise<Administrator> {
  const { account, factors } = subject;
  const { role } = account;
  const isMe = account.id === actor.id;
  const isInReach = mayActOn(actor.role, role);
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    state: account.state,
    role: role ?? "read-only",
    isMe,
    lastSignInAt: instantOrNull(account.last_sign_in_at),
    mailUndeliveredSince: instantOrNull(account.mail_undelivered_since),
    mfa: {
      isRequired: account.mfa_required === 1,
      isEnrolled: isEnrolled(factors),
      codesUsedUntil: instantOrNull(codesUsedUntil(factors.apps, now)),
    },
    hasToWait: (await locksOf(database, subject, now)).some(isWait),
    may: {
      edit: isInReach && isAtLeast(actor.role, "administrator"),
      reset: !isMe && isInReach && isAtLeast(actor.role, "help-desk"),
      changeRole: !isMe && isAtLeast(actor.role, "owner"),
      suspend: !isMe && isInReach && isAtLeast(actor.role, "administrator"),
    },
    deletion: viewDeletion(account, now),
  };
}

function isWait({ reason, liftsAt }: Lock): boolean {
  return reason === "wrong-passwords" || (reason === "wrong-codes" && liftsAt !== null);
}
