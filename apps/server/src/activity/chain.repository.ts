import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";

const head = "head";

export interface SealedHead {
  upTo: number;
  sealedLink: Uint8Array;
}

export interface Linked {
  id: number;
  link: Uint8Array;
}

export async function findHead(database: Queryable): Promise<SealedHead | null> {
  const row = await database
    .selectFrom("audit_seals")
    .select(["up_to", "sealed_link"])
    .where("id", "=", head)
    .executeTakeFirst();
  return row ? { upTo: row.up_to, sealedLink: row.sealed_link } : null;
}

export async function writeHead(database: Queryable, { upTo, sealedLink }: SealedHead): Promise<void> {
  const sealed = { up_to: upTo, sealed_link: sealedLink };
  await database
    .insertInto("audit_seals")
    .values({ id: head, ...sealed })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(sealed))
    .execute();
}

export async function isBeforeEverything(database: Queryable): Promise<boolean> {
  const event = await database.selectFrom("audit_events").select("id").limit(1).executeTakeFirst();
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  return !event && !account;
}

/** This process may not know the key yet. */
export async function isKeyVersionThere(database: Queryable, version: number): Promise<boolean> {
  const key = await database
    .selectFrom("keys")
    .select("key_version")
    .where("key_version", "=", version)
    .executeTakeFirst();
  return key !== undefined;
}

export async function lastLinked(database: Queryable): Promise<Linked | null> {
  const row = await database
    .selectFrom("audit_events")
    .select(["id", "link"])
    .where("link", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.link ? { id: row.id, link: row.link } : null;
}

export async function linkOfEvent(database: Queryable, id: number): Promise<Uint8Array | null> {
  const row = await database
    .selectFrom("audit_events")
    .select("link")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.link ?? null;
}

export async function unlinkedEvents(database: Queryable, limit: number): Promise<AuditEventRow[]> {
  return database
    .selectFrom("audit_events")
    .selectAll()
    .where("link", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function writeLink(database: Queryable, { id, link }: Linked): Promise<void> {
  await database.updateTable("audit_events").set({ link }).where("id", "=", id).execute();
}

export async function unlinkFrom(database: Queryable, id: number): Promise<void> {
  await database.updateTable("audit_events").set({ link: null }).where("id", ">=", id).execute();
}

export async function eventsAfter(database: Queryable, id: number, limit: number): Promise<AuditEventRow[]> {
  return database
    .selectFrom("audit_events")
    .selectAll()
    .where("id", ">", id)
    .orderBy("id")
    .limit(limit)
    .execute();
}
