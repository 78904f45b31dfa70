import { record } from "../activity/activity.ts";
import type { Queryable } from "../database/database.ts";
import { failingSince, findAddressee, storeUndelivered } from "./undelivered.repository.ts";

interface Undelivered {
  accountId: string;
  kind: string | null;
  to: string | null;
  reason: string;
  now: number;
}

/**
 * The console shows the account's failing mails. They disappear when a mail arrives at the account's current
 * address.
 */
export async function noteUndelivered(
  tx: Queryable,
  { accountId, kind, to, reason, now }: Undelivered,
): Promise<void> {
  const account = await findAddressee(tx, accountId);
  if (!account) return;
  const isPresentAddress = to === null || to.toLowerCase() === account.email_key;
  if (isPresentAddress) await storeUndelivered(tx, accountId, now);
  await record(tx, {
    at: now,
    kind: account.realm === "user" ? "user_mail_undelivered" : "admin_mail_undelivered",
    actor: null,
    subject: account,
    outcome: "failure",
    detail: `${kind ?? "mail"}${isPresentAddress ? "" : ", to an earlier address"}: ${reason}`,
    address: null,
  });
}

const aboutSetUp = ["mfa-required", "set-up-due", "deadline-extended", "reminder"];

/** @returns true if the account has undelivered mails */
export async function noteFailingReminders(tx: Queryable, accountId: string): Promise<boolean> {
  const since = await failingSince(tx, accountId, aboutSetUp);
  if (since !== null) await storeUndelivered(tx, accountId, since);
  const account = await findAddressee(tx, accountId);
  return account?.mail_undelivered_since !== null;
}
