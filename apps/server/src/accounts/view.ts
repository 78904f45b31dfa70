import type { Administrator } from "@sallyport/contract/administrators";
import type { Lock, User } from "@sallyport/contract/users";
import { instant, instantOrNull } from "../clock.ts";
import type { Queryable } from "../database/database.ts";
import { isDeadlinePassed } from "../sign-in/rules/journey.ts";
import { isWaiting } from "../sign-in/rules/lockout.ts";
import type { Holder } from "./accounts.repository.ts";
import { accountFacts } from "./facts.ts";

/** A user as the console shows them. */
export async function viewUser(database: Queryable, holder: Holder, now: number): Promise<User> {
  const { account, factor } = holder;
  return {
    id: account.id,
    username: account.username ?? "",
    email: account.email,
    name: account.name,
    state: account.state,
    createdAt: instant(account.created_at),
    lastSignInAt: instantOrNull(account.last_sign_in_at),
    mfa: {
      isRequired: account.mfa_required === 1,
      isEnrolled: factor !== null,
      enrolBy: instantOrNull(account.enrol_by),
      enrolledAt: instantOrNull(factor?.confirmed_at ?? null),
    },
    locks: await locksOf(database, holder, now),
  };
}

export function viewAdministrator({ account, factor }: Holder, myId: string): Administrator {
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    state: account.state,
    isMe: account.id === myId,
    lastSignInAt: instantOrNull(account.last_sign_in_at),
    mfa: { isRequired: account.mfa_required === 1, isEnrolled: factor !== null },
  };
}

/** Everything that keeps a person out, each with its own reason; several can hold at once. */
async function locksOf(database: Queryable, holder: Holder, now: number): Promise<Lock[]> {
  const { account, factor } = holder;
  const locks: Lock[] = [];
  const deadlineSince =
    account.deadline_locked_at ?? (isDeadlinePassed(accountFacts(holder), now) ? account.enrol_by : null);
  if (deadlineSince !== null) {
    locks.push({ reason: "enrolment-deadline", since: instant(deadlineSince), liftsAt: null, source: null });
  }
  if (factor?.state === "disabled" || isWaiting(factor?.wait_until ?? null, now)) {
    const liftsAt = factor?.state === "disabled" ? null : instantOrNull(factor?.wait_until ?? null);
    locks.push({
      reason: "wrong-codes",
      since: instant(factor?.last_wrong_at ?? now),
      liftsAt,
      source: null,
    });
  }
  const held = await database
    .selectFrom("wrong_passwords")
    .select(["source", "since", "wait_until"])
    .where("account_id", "=", account.id)
    .where("wait_until", ">", now)
    .execute();
  for (const { source, since, wait_until } of held) {
    locks.push({
      reason: "wrong-passwords",
      since: instant(since),
      liftsAt: instantOrNull(wait_until),
      source,
    });
  }
  return locks;
}
