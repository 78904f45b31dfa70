import type { Lock, User } from "@sallyport/contract/users";
import { instant, instantOrNull } from "../../core/clock.ts";
import { hashOf } from "../../core/tokens.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { enrolledSince, isEnrolled } from "../../factors/rules/factors.ts";
import type { AccountWithFactors } from "../accounts.repository.ts";
import { locksOf, locksOfEach } from "../locks.ts";

export async function viewUser(database: Queryable, subject: AccountWithFactors, now: number): Promise<User> {
  return userOf(subject, await locksOf(database, subject, now));
}

/** Returns the users in the order of `subjects`. The number of statements doesn't depend on the number of users. */
export async function viewUsers(
  database: Queryable,
  subjects: readonly AccountWithFactors[],
  now: number,
): Promise<User[]> {
  const locks = await locksOfEach(database, subjects, now);
  return subjects.map((subject, index) => userOf(subject, locks[index] ?? []));
}

function userOf({ account, factors }: AccountWithFactors, locks: Lock[]): User {
  // defence: AT-33 view
  return {
    id: account.id,
    username: account.username ?? "",
    email: account.email,
    name: account.name,
    state: account.state,
    createdAt: instant(account.created_at),
    lastSignInAt: instantOrNull(account.last_sign_in_at),
    mailUndeliveredSince: instantOrNull(account.mail_undelivered_since),
    mfa: {
      isRequired: account.mfa_required === 1,
      isRequiredForUser: isRequiredForUser(account),
      isEnrolled: isEnrolled(factors),
      enrolBy: instantOrNull(account.enrol_by),
      ...(account.days_from_acceptance === null ? {} : { daysFromAcceptance: account.days_from_acceptance }),
      enrolledAt: instantOrNull(enrolledSince(factors)),
    },
    locks,
    version: userVersion(account),
  };
}

/** The version changes if another administrator saves the user, so a form can detect the change. */
export function userVersion(account: AccountRow): string {
  const { name, email } = account;
  const isRequired = isRequiredForUser(account) ? 1 : 0;
  return hashOf(JSON.stringify([name, email, isRequired])).toString("base64url");
}

/** False if MFA is required only because of the user's groups. */
export function isRequiredForUser(account: AccountRow): boolean {
  return account.mfa_required === 1 && account.mfa_only_by_groups === 0;
}
