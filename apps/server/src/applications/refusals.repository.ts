import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { ApplicationRefusalRow } from "../database/schema.ts";

/** The limit applies to each reason separately, so a flood of one reason can't replace refusals of other reasons. */
export const mostOfReason = 8;

/** The newest refusal comes first. */
export function findRefusals(database: Queryable, applicationId: string): Promise<ApplicationRefusalRow[]> {
  return database
    .selectFrom("application_refusals")
    .selectAll()
    .where("application_id", "=", applicationId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** Does nothing if the application was deleted meanwhile. */
export async function insertRefusal(
  database: Queryable,
  { application_id, at, reason, detail }: Omit<ApplicationRefusalRow, "id">,
): Promise<void> {
  await database
    .insertInto("application_refusals")
    .columns(["id", "application_id", "at", "reason", "detail"])
    .expression((by) =>
      by
        .selectFrom("applications")
        .select([
          sql<string>`cast(${randomUUID()} as text)`.as("id"),
          "applications.id as application_id",
          sql<number>`cast(${at} as bigint)`.as("at"),
          sql<string>`cast(${reason} as text)`.as("reason"),
          sql<string>`cast(${detail} as text)`.as("detail"),
        ])
        .where("applications.id", "=", application_id),
    )
    .execute();
}

/** Deletes all refusals of the application with this reason, except the newest `mostOfReason`. */
export async function deleteOldRefusals(
  database: Queryable,
  { application_id, reason }: Pick<ApplicationRefusalRow, "application_id" | "reason">,
): Promise<void> {
  const kept = database
    .selectFrom("application_refusals")
    .select("id")
    .where("application_id", "=", application_id)
    .where("reason", "=", reason)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(mostOfReason);
  await database
    .deleteFrom("application_refusals")
    .where("application_id", "=", application_id)
    .where("reason", "=", reason)
    .where("id", "not in", kept)
    .execute();
}

export async function deleteRefusals(database: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.deleteFrom("application_refusals").where("id", "in", ids).execute();
}

export async function deleteRefusalsOf(
  tx: Queryable,
  applicationId: string,
  { reason, detail }: Pick<ApplicationRefusalRow, "reason" | "detail">,
): Promise<void> {
  await tx
    .deleteFrom("application_refusals")
    .where("application_id", "=", applicationId)
    .where("reason", "=", reason)
    .where("detail", "=", detail)
    .execute();
}
