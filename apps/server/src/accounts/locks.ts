import type { Lock } from "@sallyport/contract/users";
import { instant, instantOrNull } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { areAppsDisabled } from "../factors/rules/factors.ts";
import { codesUsedUntil } from "../factors/rules/steps-ahead.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import { wrongPasswordsOfAccount } from "../limits/password-counts.repository.ts";
import { isWaiting, waitAfterWrongPasswordsOfAccount } from "../limits/rules/lockout.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";
import { accountFacts } from "./facts.ts";
import { findWaitingSources } from "./locks.repository.ts";

export async function locksOf(
  database: Queryable,
  subject: AccountWithFactors,
  now: number,
): Promise<Lock[]> {
  const { account, factors } = subject;
  const locks: Lock[] = [];
  const deadlineSince =
    account.deadline_locked_at ?? (isDeadlinePassed(accountFacts(subject), now) ? account.enrol_by : null);
  if (deadlineSince !== null) {
    locks.push({ reason: "enrolment-deadline", since: instant(deadlineSince), liftsAt: null, source: null });
  }
  // Every active account has a password, unless its owner has reported a login.
  if (account.state === "active" && account.password_hash === null) {
    const since = instantOrNull(account.login_reported_at);
    locks.push({ reason: "login-reported", since, liftsAt: null, source: null });
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
