import type { Queryable } from "../../database/database.ts";
import type { AuthorizationRow } from "../../database/schema.ts";

export async function insertAuthorization(
  database: Queryable,
  row: Omit<AuthorizationRow, "session_id">,
): Promise<void> {
  await database
    .insertInto("authorizations")
    .values({ ...row, session_id: null })
    .execute();
}

export function findAuthorization(database: Queryable, id: string): Promise<AuthorizationRow | undefined> {
  return database.selectFrom("authorizations").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function answerAuthorization(
  tx: Queryable,
  id: string,
  answer: Pick<AuthorizationRow, "session_id" | "payload">,
): Promise<void> {
  await tx.updateTable("authorizations").set(answer).where("id", "=", id).execute();
}

/** @returns false if another request has used the authorization */
export async function useAuthorization(database: Queryable, id: string): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom("authorizations")
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
