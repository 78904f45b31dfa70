import type { Queryable } from "../database/database.ts";
import type { ApplicationRow } from "../database/schema.ts";

type Login = Pick<ApplicationRow, "id" | "name" | "kind" | "logout_address"> & {
  began_at: number;
  last_login_at: number;
};

/** Returns one row for each application, even if the user is logged in to it on several devices. */
export function loginsOf(database: Queryable, accountId: string, now: number): Promise<Login[]> {
  return database
    .selectFrom("application_sessions")
    .innerJoin("applications", "applications.id", "application_sessions.application_id")
    .select(["applications.id", "name", "kind", "logout_address"])
    .select((of) => [
      of.fn.min("began_at").$castTo<number>().as("began_at"),
      of.fn.max("last_login_at").$castTo<number>().as("last_login_at"),
    ])
    .where("account_id", "=", accountId)
    .where("is_over", "=", 0)
    .where("expires_at", ">", now)
    .groupBy(["applications.id", "name", "kind", "logout_address", "name_key"])
    .orderBy("name_key")
    .orderBy("applications.id")
    .execute();
}

/**
 * A foreign key also deletes the tokens, and a trigger queues the notices of back-channel logout.
 * @returns the application's name, or undefined if the user isn't logged in to it
 */
export async function endLoginsTo(
  tx: Queryable,
  { accountId, applicationId }: { accountId: string; applicationId: string },
): Promise<string | undefined> {
  const application = await tx
    .selectFrom("applications")
    .select("name")
    .where("id", "=", applicationId)
    .executeTakeFirst();
  const { numDeletedRows } = await tx
    .deleteFrom("application_sessions")
    .where("account_id", "=", accountId)
    .where("application_id", "=", applicationId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n ? application?.name : undefined;
}
