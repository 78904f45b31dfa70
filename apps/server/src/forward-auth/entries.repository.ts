import type { Queryable } from "../database/database.ts";
import type { DoorEntryRow } from "../database/schema.ts";

export async function insertEntry(tx: Queryable, entry: DoorEntryRow): Promise<void> {
  await tx.insertInto("door_entries").values(entry).execute();
}

/** @returns the ID of the portal's session, or null if it has ended or if the cookie is for another application */
export async function findSessionOfEntry(
  database: Queryable,
  applicationId: string,
  tokenHash: Uint8Array,
): Promise<string | null> {
  const found = await database
    .selectFrom("door_entries")
    .innerJoin("application_sessions", "application_sessions.id", "door_entries.application_session_id")
    .select("application_sessions.session_id")
    // defence: AT-120
    .where("door_entries.token_hash", "=", tokenHash)
    // defence: AT-121
    .where("application_sessions.application_id", "=", applicationId)
    .executeTakeFirst();
  return found?.session_id ?? null;
}
