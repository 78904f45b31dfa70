import { type SqlBool, sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, AuditEventRow } from "../database/schema.ts";

export interface Place {
  at: number;
  id: number;
}

/** Each column has an index that also contains the time. */
export type Key =
  | { column: "actor_id" | "subject_id" | "address" | "kind"; value: string }
  | { column: "failure" }
  | { column: null };

export interface Between {
  above: Place;
  below: Place;
}

export type FoundEvent = AuditEventRow & {
  /** Null if the account was deleted. */
  actorNow: string | null;
  actorRealm: AccountRow["realm"] | null;
  subjectNow: string | null;
  subjectRealm: AccountRow["realm"] | null;
};

export function eventsBetween(
  tx: Queryable,
  { key, above, below, limit }: Between & { key: Key; limit: number },
): Promise<FoundEvent[]> {
  const events = withAccounts(tx)
    .where(sql<SqlBool>`(event.at, event.id) < (${below.at}, ${below.id})`)
    .where(sql<SqlBool>`(event.at, event.id) > (${above.at}, ${above.id})`)
    .orderBy("event.at", "desc")
    .orderBy("event.id", "desc")
    .limit(limit);
  if (key.column === null) return events.execute();
  // The index of failures needs 'failure' as a literal in the statement.
  if (key.column === "failure") return events.where("event.outcome", "=", sql.lit("failure")).execute();
  return events.where(`event.${key.column}`, "=", key.value).execute();
}

export function findEvent(tx: Queryable, id: number): Promise<FoundEvent | undefined> {
  return withAccounts(tx).where("event.id", "=", id).executeTakeFirst();
}

export type ShippedEvent = FoundEvent & { seq: number; link: Uint8Array };

/** Callers pass the last shipped event as `upTo`. A power cut can't remove the links up to that event. */
export function shippedEvents(
  tx: Queryable,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<ShippedEvent[]> {
  return withAccounts(tx)
    .where("event.seq", ">", after)
    .where("event.seq", "<=", upTo)
    .where("event.link", "is not", null)
    .orderBy("event.seq")
    .limit(limit)
    .$narrowType<{ seq: number; link: Uint8Array }>()
    .execute();
}

function withAccounts(tx: Queryable) {
  return tx
    .selectFrom("audit_events as event")
    .leftJoin("accounts as actor_account", "actor_account.id", "event.actor_id")
    .leftJoin("accounts as subject_account", "subject_account.id", "event.subject_id")
    .selectAll("event")
    .select([
      "actor_account.name as actorNow",
      "actor_account.realm as actorRealm",
      "subject_account.name as subjectNow",
      "subject_account.realm as subjectRealm",
    ]);
}

export function findPlace(tx: Queryable, id: number): Promise<Place | undefined> {
  return tx.selectFrom("audit_events").select(["id", "at"]).where("id", "=", id).executeTakeFirst();
}

export function findNamed(
  tx: Queryable,
  id: string,
): Promise<Pick<AccountRow, "id" | "email" | "name" | "realm"> | undefined> {
  return tx
    .selectFrom("accounts")
    .select(["id", "email", "name", "realm"])
    .where("id", "=", id)
    .executeTakeFirst();
}
