import { asOneLine } from "@sallyport/contract/characters";
import type { EventKind } from "@sallyport/contract/event-kinds";
import { quoted } from "@sallyport/contract/quoted-names";
import { sql } from "kysely";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";

export type NewEvent = Omit<AuditEventRow, "id" | "link" | "seq" | "actor_name" | "subject_name">;

const longestText = 1000;

/**
 * Cleans all texts, because they can come from an attacker. If an API key was used, the actor's name includes
 * the key's name.
 */
export async function insertEvent(database: Queryable, event: NewEvent, throughKey?: string): Promise<void> {
  await insertWithNames(database, {
    ...event,
    actor: clean(event.actor),
    subject: clean(event.subject),
    detail: clean(event.detail),
    address: clean(event.address),
    actorId: event.actor_id ?? "",
    subjectId: event.subject_id ?? "",
    through: throughKey === undefined ? "" : ` (API key ${quoted(asOneLine(throughKey))})`,
  });
}

interface Named {
  actorId: string;
  subjectId: string;
  through: string;
}

const insertWithNames = compiledOnce(
  (database, { actorId, subjectId, through, ...event }: NewEvent & Named) =>
    database.insertInto("audit_events").values((by) => {
      const nameOf = (id: string) =>
        by.selectFrom("accounts").select("accounts.name").where("accounts.id", "=", id);
      return {
        ...event,
        actor_name: sql<string>`${nameOf(actorId)} || ${through}`,
        subject_name: nameOf(subjectId),
      };
    }),
);

export function lastEventAbout(
  database: Queryable,
  subjectId: string,
  kinds: readonly string[],
): Promise<Pick<AuditEventRow, "at" | "actor"> | undefined> {
  return database
    .selectFrom("audit_events")
    .select(["at", "actor"])
    .where("subject_id", "=", subjectId)
    .where("kind", "in", kinds)
    .where("outcome", "=", "success")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The newest event comes first. */
export function eventsAbout(
  database: Queryable,
  subjectId: string,
  { kind, limit }: { kind: EventKind; limit: number },
): Promise<Pick<AuditEventRow, "at" | "actor" | "actor_name" | "detail">[]> {
  return database
    .selectFrom("audit_events")
    .select(["at", "actor", "actor_name", "detail"])
    .where("subject_id", "=", subjectId)
    .where("kind", "=", kind)
    .where("outcome", "=", "success")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Returns the time of the first event at or after `since`. The event must be earlier than `before`. */
export async function firstMomentSince(
  database: Queryable,
  since: number,
  before: number,
): Promise<number | null> {
  const { at } = await database
    .selectFrom("audit_events")
    .select((by) => by.fn.min("at").as("at"))
    .where("at", ">=", since)
    .where("at", "<", before)
    .executeTakeFirstOrThrow();
  return at;
}

export async function lastMomentBefore(database: Queryable, before: number): Promise<number | null> {
  const { at } = await database
    .selectFrom("audit_events")
    .select((by) => by.fn.max("at").as("at"))
    .where("at", "<", before)
    .executeTakeFirstOrThrow();
  return at;
}

function clean<Text extends string | null>(text: Text): Text | string {
  // defence: AT-88
  return text === null ? text : asOneLine(text.slice(0, longestText));
}
