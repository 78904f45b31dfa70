import { record } from "../activity/activity.ts";
import type { Queryable } from "../database/database.ts";
import { isDeadlinePassed } from "../journey/journey.ts";
import type { Outbox } from "../mail/outbox.ts";
import { deadlineLockMail } from "../mail/templates/set-up.ts";
import { noteFailingReminders } from "../mail/undelivered.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";
import { endKeysOf } from "./api-keys/end-keys.ts";
import { storeDeadlineLock } from "./deadline-lock.repository.ts";
import { accountFacts } from "./facts.ts";

export async function lockIfDeadlinePassed(
  database: Queryable,
  outbox: Outbox,
  subject: AccountWithFactors,
  now: number,
): Promise<boolean> {
  // defence: AT-37 kept
  if (subject.account.deadline_locked_at !== null) return true;
  if (!isDeadlinePassed(accountFacts(subject), now)) return false;
  const { account } = subject;
  if (!(await storeDeadlineLock(database, account.id, now))) return true;
  await endSessions(database, account.id);
  await endKeysOf(database, account, { by: null, address: null, why: "lock", now });
  const areUndelivered = await noteFailingReminders(database, account.id);
  await record(database, { at: now, kind: "user_mfa_exclusion_expired", actor: account, address: null });
  await record(database, {
    at: now,
    kind: "user_lockout",
    actor: account,
    detail: `MFA was not set up in time${areUndelivered ? "; the mails about it did not arrive" : ""}`,
    address: null,
  });
  if (account.state === "active") {
    await outbox.queue(database, deadlineLockMail(account, account.enrol_by ?? now), now);
  }
  return true;
}
