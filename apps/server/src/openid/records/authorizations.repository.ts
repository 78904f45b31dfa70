import type { Queryable } from "../../database/database.ts";
import type { AuthorizationRow } from "../../database/schema.ts";

export async function insertAuthorization(
  database: Queryable,
  row: Omit<AuthorizationRow, "session_id" | "used_at">,
): Promise<void> {
  await database
    .insertInto("authorizations")
    .values({ ...row, session_id: null, used_at: null })
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

export async function extendAuthorization(
  database: Queryable,
  { id, expires_at }: Pick<AuthorizationRow, "id" | "expires_at">,
): Promise<void> {
  await database.updateTable("authorizations").set({ expires_at }).where("id", "=", id).execute();
}

/** @returns false if another request has used the pushed request */
export async function markUsed(database: Queryable, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("authorizations")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @returns false if another request has used the authorization */
export async function useAuthorization(database: Queryable, id: string): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom("authorizations")
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
