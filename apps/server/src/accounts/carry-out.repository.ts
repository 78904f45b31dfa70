import type { Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";

export function findSessionById(database: Queryable, id: string): Promise<SessionRow | undefined> {
  return database.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirst();
}
