import type { Lock } from "@sallyport/contract/users";
import { instant, instantOrNull } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { areAppsDisabled } from "../factors/rules/factors.ts";
import { codesUsedUntil } from "../factors/rules/steps-ahead.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import {
  type WrongPasswordsOfAccount,
  wrongPasswordsOfAccounts,
} from "../limits/password-counts.repository.ts";
import { isWaiting, waitAfterWrongPasswordsOfAccount } from "../limits/rules/lockout.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";
import { accountFacts } from "./facts.ts";
import { findWaitingSources, type WaitingSource } from "./locks.repository.ts";

export async function locksOf(
  database: Queryable,
  subject: AccountWithFactors,
  now: number,
): Promise<Lock[]> {
  const [locks = []] = await locksOfEach(database, [subject], now);
  return locks;
}

/** Returns the locks of each account, in the order of `subjects`. */
export async function locksOfEach(
  database: Queryable,
  subjects: readonly AccountWithFactors[],
  now: number,
): Promise<Lock[][]> {
  const ids = subjects.map(({ account }) => account.id);
  const waiting = await findWaitingSources(database, ids, now);
  const wrong = await wrongPasswordsOfAccounts(database, ids, now);
  return subjects.map((subject) => {
    const { id } = subject.account;
    return [
      ...locksOfUser(subject, now),
      ...waitsAfterWrongPasswords({ sources: waiting.get(id) ?? [], ofAccount: wrong.get(id) }, now),
    ];
  });
}

function locksOfUser(subject: AccountWithFactors, now: number): Lock[] {
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
  return locks;
}

function waitsAfterWrongPasswords(
  {
    sources,
    ofAccount,
  }: { sources: readonly WaitingSource[]; ofAccount: WrongPasswordsOfAccount | undefined },
  now: number,
): Lock[] {
  const locks: Lock[] = [];
  const lastAt = ofAccount?.lastAt ?? now;
  const until = lastAt + waitAfterWrongPasswordsOfAccount(ofAccount?.count ?? 0);
  if (isWaiting(until, now)) {
    locks.push({ reason: "wrong-passwords", since: instant(lastAt), liftsAt: instant(until), source: null });
  }
  for (const { source, since, wait_until } of sources) {
    locks.push({
      reason: "wrong-passwords",
      since: instant(since),
      liftsAt: instantOrNull(wait_until),
      source,
    });
  }
  return locks;
}
