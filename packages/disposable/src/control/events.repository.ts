import type { FoundEvent } from "@sallyport/server/src/activity/found-events.repository.ts";
import type { Database } from "@sallyport/server/src/database/database.ts";

export type EventRow = FoundEvent & { actorUsername: string | null; subjectUsername: string | null };

const mostAtOnce = 500;

/** The oldest event comes first. */
export function eventsAfter(database: Database, after: number): Promise<EventRow[]> {
  return database
    .selectFrom("audit_events as event")
    .leftJoin("accounts as actor_account", "actor_account.id", "event.actor_id")
    .leftJoin("accounts as subject_account", "subject_account.id", "event.subject_id")
    .selectAll("event")
    .select([
      "actor_account.name as actorNow",
      "actor_account.realm as actorRealm",
      "actor_account.username as actorUsername",
      "subject_account.name as subjectNow",
      "subject_account.realm as subjectRealm",
      "subject_account.username as subjectUsername",
    ])
    .where("event.id", ">", after)
    .orderBy("event.id")
    .limit(mostAtOnce)
    .execute();
}

export async function lastEvent(database: Database): Promise<number> {
  const { id } = await database
    .selectFrom("audit_events")
    .select((by) => by.fn.max("id").as("id"))
    .executeTakeFirstOrThrow();
  return id ?? 0;
}
