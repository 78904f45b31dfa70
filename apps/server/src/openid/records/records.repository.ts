import { hash } from "node:crypto";
import type { Queryable } from "../../database/database.ts";
import type { OpenidRecordRow } from "../../database/schema.ts";

/** The value is a token or a code, so only its hash is stored. */
export function recordId(kind: string, value: string): string {
  // defence: AT-109 hashed
  return hash("sha256", `${kind}:${value}`, "base64url");
}

export type NewRecord = Omit<OpenidRecordRow, "consumed_at">;

export async function storeRecord(database: Queryable, record: NewRecord): Promise<void> {
  const { payload, expires_at } = record;
  await database
    .insertInto("openid_records")
    .values({ ...record, consumed_at: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ payload, expires_at }))
    .execute();
}

export function findRecord(database: Queryable, id: string): Promise<OpenidRecordRow | undefined> {
  return database.selectFrom("openid_records").selectAll().where("id", "=", id).executeTakeFirst();
}

/** One statement checks and marks the record, so only one of several simultaneous requests gets true. */
export async function consumeRecord(database: Queryable, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("openid_records")
    .set({ consumed_at: now })
    .where("id", "=", id)
    // defence: AT-106
    .where("consumed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteRecord(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom("openid_records").where("id", "=", id).execute();
}

/** Deletes all records of one kind that belong to a session in an application. */
export async function deleteRecordsOf(
  database: Queryable,
  kind: string,
  applicationSession: string,
): Promise<void> {
  await database
    .deleteFrom("openid_records")
    .where("application_session_id", "=", applicationSession)
    .where("kind", "=", kind)
    .execute();
}
