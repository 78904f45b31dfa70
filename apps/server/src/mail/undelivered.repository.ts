import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";

export type Addressee = Pick<AccountRow, "id" | "email" | "email_key" | "realm" | "mail_undelivered_since">;

export function findAddressee(database: Queryable, accountId: string): Promise<Addressee | undefined> {
  return database
    .selectFrom("accounts")
    .select(["id", "email", "email_key", "realm", "mail_undelivered_since"])
    .where("id", "=", accountId)
    .executeTakeFirst();
}

export async function storeUndelivered(database: Queryable, accountId: string, since: number): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ mail_undelivered_since: since })
    .where("id", "=", accountId)
    .where("mail_undelivered_since", "is", null)
    .execute();
}

export async function noteDelivered(database: Queryable, accountId: string, to: string): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ mail_undelivered_since: null })
    .where("id", "=", accountId)
    .where("email_key", "=", to.toLowerCase())
    .where("mail_undelivered_since", "is not", null)
    .execute();
}

export async function failingSince(
  database: Queryable,
  accountId: string,
  kinds: readonly string[],
): Promise<number | null> {
  const { since } = await database
    .selectFrom("outbox")
    .select((row) => row.fn.min<number | null>("queued_at").as("since"))
    .where("account_id", "=", accountId)
    .where("kind", "in", kinds)
    .where("sealed_mail", "is not", null)
    .where("attempts", ">", 0)
    .executeTakeFirstOrThrow();
  return since;
}
