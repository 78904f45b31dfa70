import type { Queryable } from "../../database/database.ts";
import type { ApplicationSessionRow } from "../../database/schema.ts";

export function findApplicationSession(
  database: Queryable,
  id: string,
): Promise<ApplicationSessionRow | undefined> {
  return database.selectFrom("application_sessions").selectAll().where("id", "=", id).executeTakeFirst();
}

export function applicationSessionsIn(
  database: Queryable,
  sessionId: string,
): Promise<Pick<ApplicationSessionRow, "id" | "application_id">[]> {
  return database
    .selectFrom("application_sessions")
    .select(["id", "application_id"])
    .where("session_id", "=", sessionId)
    .execute();
}

/**
 * A session of the portal has at most one session in each application.
 * @returns the ID of the new row, or of the existing row if the user had already logged in to the application
 */
export async function storeLogin(
  tx: Queryable,
  row: Omit<ApplicationSessionRow, "session_id" | "is_over"> & { session_id: string },
): Promise<string> {
  const { scope, aal, last_login_at, expires_at } = row;
  const { id } = await tx
    .insertInto("application_sessions")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["session_id", "application_id"])
        .doUpdateSet({ scope, aal, last_login_at, expires_at }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function extendApplicationSession(
  database: Queryable,
  id: string,
  expiresAt: number,
): Promise<void> {
  await database
    .updateTable("application_sessions")
    .set({ expires_at: expiresAt })
    .where("id", "=", id)
    .where("expires_at", "<", expiresAt)
    .execute();
}
