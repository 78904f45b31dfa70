import type { Administrator } from "@sallyport/contract/administrators";
import type { Lock, User } from "@sallyport/contract/users";
import { instant, instantOrNull } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { areAppsDisabled, enrolledSince, isEnrolled } from "../factors/rules/factors.ts";
import { codesUsedUntil } from "../factors/rules/steps-ahead.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import { isWaiting, waitAfterWrongPasswordsOfAccount } from "../limits/rules/lockout.ts";
import { wrongPasswordsOfAccount } from "../limits/wrong-passwords.repository.ts";
import type { Holder } from "./accounts.repository.ts";
import { accountFacts } from "./facts.ts";
import { findWaitingSources } from "./locks.repository.ts";
import { isAtLeast, mayActOn } from "./rules/roles.ts";

/** A user as the console shows them. */
export async function viewUser(database: Queryable, holder: Holder, now: number): Promise<User> {
  const { account, factors } = holder;
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
      isEnrolled: isEnrolled(factors),
      enrolBy: instantOrNull(account.enrol_by),
      ...(account.days_from_acceptance === null ? {} : { daysFromAcceptance: account.days_from_acceptance }),
      enrolledAt: instantOrNull(enrolledSince(factors)),
    },
    locks: await locksOf(database, holder, now),
    version: userVersion(account),
  };
}

/** Of what saving can put back: the same for the same details and requirement, whoever saved them and when. */
export function userVersion({ name, email, mfa_required }: AccountRow): string {
  return hashOf(JSON.stringify([name, email, mfa_required])).toString("base64url");
}

/** An administrator as `actor` sees them, with what the roles of both allow. */
export async function viewAdministrator(
  database: Queryable,
  holder: Holder,
  actor: AccountRow,
  now: number,
): Promise<Administrator> {
  const { account, factors } = holder;
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
    isHeldOff: (await locksOf(database, holder, now)).some(isWait),
    may: {
      edit: isInReach && isAtLeast(actor.role, "administrator"),
      reset: !isMe && isInReach && isAtLeast(actor.role, "help-desk"),
      changeRole: !isMe && isAtLeast(actor.role, "owner"),
      suspend: !isMe && isInReach && isAtLeast(actor.role, "administrator"),
    },
  };
}

function isWait({ reason, liftsAt }: Lock): boolean {
  return reason === "wrong-passwords" || (reason === "wrong-codes" && liftsAt !== null);
}

/** Everything that keeps a person out, each with its own reason; several can hold at once. */
async function locksOf(database: Queryable, holder: Holder, now: number): Promise<Lock[]> {
  const { account, factors } = holder;
  const locks: Lock[] = [];
  const deadlineSince =
    account.deadline_locked_at ?? (isDeadlinePassed(accountFacts(holder), now) ? account.enrol_by : null);
  if (deadlineSince !== null) {
    locks.push({ reason: "enrolment-deadline", since: instant(deadlineSince), liftsAt: null, source: null });
  }
  const { lastAt, waitUntil } = factors.wrongPasscodes ?? { lastAt: null, waitUntil: null };
  const isDisabled = areAppsDisabled(factors);
  if (isDisabled || isWaiting(waitUntil, now)) {
    const liftsAt = isDisabled ? null : instantOrNull(waitUntil);
    locks.push({ reason: "wrong-codes", since: instant(lastAt ?? now), liftsAt, source: null });
  }
  const usedUntil = codesUsedUntil(factors.apps, now);
  if (usedUntil !== null) {
    locks.push({ reason: "codes-ahead", since: null, liftsAt: instant(usedUntil), source: null });
  }
  const waitingSources = await findWaitingSources(database, account.id, now);
  const ofAccount = await wrongPasswordsOfAccount(database, account.id, now);
  const until = (ofAccount.lastAt ?? now) + waitAfterWrongPasswordsOfAccount(ofAccount.count);
  if (isWaiting(until, now)) {
    const since = instant(ofAccount.lastAt ?? now);
    locks.push({ reason: "wrong-passwords", since, liftsAt: instant(until), source: null });
  }
  for (const { source, since, wait_until } of waitingSources) {
    locks.push({
      reason: "wrong-passwords",
      since: instant(since),
      liftsAt: instantOrNull(wait_until),
      source,
    });
  }
  return locks;
}
