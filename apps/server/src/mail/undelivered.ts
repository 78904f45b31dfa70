import { record } from "../activity/activity.ts";
import type { Queryable } from "../database/database.ts";

interface Undelivered {
  accountId: string;
  kind: string | null;
  /** Null if the mail could not be opened. */
  to: string | null;
  reason: string;
  now: number;
}

/** A mail was given up: an event of the account and, if it still has that address, a hint that stays until one arrives. */
export async function noteUndelivered(
  tx: Queryable,
  { accountId, kind, to, reason, now }: Undelivered,
): Promise<void> {
  const account = await tx
    .selectFrom("accounts")
    .select(["id", "email", "email_key", "realm"])
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (!account) return;
  // A mail names its address as `asciiEmail` spells it; the lower case of that is the key of the account.
  const isPresentAddress = to === null || to.toLowerCase() === account.email_key;
  if (isPresentAddress) await keepSince(tx, accountId, now);
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

/** A mail to the present address of an account was taken by the mail server. */
export async function noteDelivered(tx: Queryable, accountId: string, to: string): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ mail_undelivered_since: null })
    .where("id", "=", accountId)
    .where("email_key", "=", to.toLowerCase())
    .where("mail_undelivered_since", "is not", null)
    .execute();
}

const aboutSetUp = ["mfa-required", "set-up-due", "deadline-extended", "reminder"];

/** Whether mails about set-up were given up, or have failed so far: then the console shows the hint beside the lock. */
export async function areRemindersUndelivered(tx: Queryable, accountId: string): Promise<boolean> {
  const { since } = await tx
    .selectFrom("outbox")
    .select((row) => row.fn.min<number | null>("queued_at").as("since"))
    .where("account_id", "=", accountId)
    .where("kind", "in", aboutSetUp)
    .where("sealed_mail", "is not", null)
    .where("attempts", ">", 0)
    .executeTakeFirstOrThrow();
  if (since !== null) await keepSince(tx, accountId, since);
  const account = await tx
    .selectFrom("accounts")
    .select("mail_undelivered_since")
    .where("id", "=", accountId)
    .executeTakeFirst();
  return account?.mail_undelivered_since !== null;
}

async function keepSince(tx: Queryable, accountId: string, since: number): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ mail_undelivered_since: since })
    .where("id", "=", accountId)
    .where("mail_undelivered_since", "is", null)
    .execute();
}
