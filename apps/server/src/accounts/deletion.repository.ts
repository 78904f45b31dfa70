import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { mailboxOf } from "../mail/rules/flood.ts";

/** ON DELETE CASCADE deletes the rows of other tables. The activity log keeps the account's ID and name. */
export async function deleteAccount(
  tx: Queryable,
  { id, email_key }: Pick<AccountRow, "id" | "email_key">,
): Promise<void> {
  await tx.deleteFrom("outbox").where("account_id", "=", id).execute();
  await forgetResets(tx, id, email_key);
  await tx.deleteFrom("invitation_mails").where("administrator_id", "=", id).execute();
  await tx.deleteFrom("accounts").where("id", "=", id).execute();
}

/**
 * Removes the account from its reset requests. The requests themselves stay, because the limit for their
 * network counts these requests.
 */
async function forgetResets(tx: Queryable, accountId: string, emailKey: string): Promise<void> {
  const forgotten = { account_id: null, email_key: "", mailbox: "" };
  await tx.updateTable("password_resets").set(forgotten).where("account_id", "=", accountId).execute();
  await tx
    .updateTable("password_resets")
    .set(forgotten)
    .where("mailbox", "=", mailboxOf(emailKey))
    .where("email_key", "=", emailKey)
    .where("account_id", "is", null)
    .execute();
}
