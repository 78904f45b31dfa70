import { sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";
import { auditStartId } from "../keys/sealed-columns.ts";
import type { Linked } from "./chain.ts";

const head = "head";
const log = "log";

const linksAtOnce = 50;

export interface Seal {
  upTo: number;
  sealedLink: Uint8Array;
}

export interface LinkedEvent extends AuditEventRow {
  seq: number;
}

export function findHead(database: Queryable): Promise<Seal | null> {
  return findSeal(database, head);
}

export function writeHead(database: Queryable, seal: Seal): Promise<void> {
  return writeSeal(database, head, seal);
}

export function findStart(database: Queryable): Promise<Seal | null> {
  return findSeal(database, auditStartId);
}

export function writeStart(database: Queryable, seal: Seal): Promise<void> {
  return writeSeal(database, auditStartId, seal);
}

export async function removeStart(database: Queryable): Promise<void> {
  await database.deleteFrom("audit_seals").where("id", "=", auditStartId).execute();
}

async function findSeal(database: Queryable, id: string): Promise<Seal | null> {
  const row = await database
    .selectFrom("audit_seals")
    .select(["up_to", "sealed_link"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? { upTo: row.up_to, sealedLink: row.sealed_link } : null;
}

async function writeSeal(database: Queryable, id: string, { upTo, sealedLink }: Seal): Promise<void> {
  const sealed = { up_to: upTo, sealed_link: sealedLink };
  await database
    .insertInto("audit_seals")
    .values({ id, ...sealed })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(sealed))
    .execute();
}

export async function deleteLinkedUpTo(database: Queryable, seq: number): Promise<void> {
  await database.deleteFrom("audit_events").where("seq", "<=", seq).execute();
}

export async function shippedUpTo(database: Queryable): Promise<number> {
  const row = await database
    .selectFrom("audit_shipping")
    .select("up_to")
    .where("id", "=", log)
    .executeTakeFirst();
  return row?.up_to ?? 0;
}

export async function writeShipped(database: Queryable, upTo: number): Promise<void> {
  await database
    .insertInto("audit_shipping")
    .values({ id: log, up_to: upTo })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ up_to: upTo }))
    .execute();
}

export async function isBeforeEverything(database: Queryable): Promise<boolean> {
  const event = await database.selectFrom("audit_events").select("id").limit(1).executeTakeFirst();
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  return !event && !account;
}

export async function isKeyVersionThere(database: Queryable, version: number): Promise<boolean> {
  const key = await database
    .selectFrom("keys")
    .select("key_version")
    .where("key_version", "=", version)
    .executeTakeFirst();
  return key !== undefined;
}

/** Returns an empty link if an attacker removed the stored link. */
export async function lastLinked(database: Queryable): Promise<Linked | null> {
  const row = await database
    .selectFrom("audit_events")
    .select(["seq", "link"])
    .where("seq", "is not", null)
    .orderBy("seq", "desc")
    .limit(1)
    .$narrowType<{ seq: number }>()
    .executeTakeFirst();
  return row ? { seq: row.seq, link: row.link ?? new Uint8Array() } : null;
}

export async function linkAt(database: Queryable, seq: number): Promise<Uint8Array | null> {
  const row = await database
    .selectFrom("audit_events")
    .select("link")
    .where("seq", "=", seq)
    .executeTakeFirst();
  return row?.link ?? null;
}

export async function unlinkedEvents(database: Queryable, limit: number): Promise<AuditEventRow[]> {
  return database
    .selectFrom("audit_events")
    .selectAll()
    .where("seq", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function countUnlinked(database: Queryable): Promise<number> {
  const { count } = await database
    .selectFrom("audit_events")
    .select((by) => by.fn.countAll<number>().as("count"))
    .where("seq", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function firstUnlinkedBefore(database: Queryable, at: number): Promise<number | null> {
  const row = await database
    .selectFrom("audit_events")
    .select("id")
    .where("seq", "is", null)
    .where("at", "<", at)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function writeLink(database: Queryable, id: number, { seq, link }: Linked): Promise<void> {
  await database.updateTable("audit_events").set({ seq, link }).where("id", "=", id).execute();
}

export async function writeLinks(
  database: Queryable,
  links: readonly (Linked & { id: number })[],
): Promise<void> {
  for (let from = 0; from < links.length; from += linksAtOnce) {
    const some = links.slice(from, from + linksAtOnce);
    // With a fixed number of links, every statement has the same text and is prepared once.
    const all = Array.from({ length: linksAtOnce }, (_, n) => some[n % some.length] as (typeof some)[number]);
    const valueOf = <Column extends keyof Linked>(column: Column) => {
      const cases = all.map((link) => sql`when ${link.id} then ${link[column]}`);
      return sql<Linked[Column]>`case id ${sql.join(cases, sql` `)} else ${sql.ref(column)} end`;
    };
    await database
      .updateTable("audit_events")
      .set({ seq: valueOf("seq"), link: valueOf("link") })
      .where(
        "id",
        "in",
        all.map(({ id }) => id),
      )
      .execute();
  }
}

/**
 * Removes a `seq` without a link, and a `seq` below 1, together with the link. No server writes such values.
 */
export async function unlinkImpossible(database: Queryable): Promise<void> {
  await database
    .updateTable("audit_events")
    .set({ seq: null, link: null })
    .where("seq", "is not", null)
    .where((by) => by.or([by("link", "is", null), by("seq", "<", 1)]))
    .execute();
}

export async function linkedEvents(
  database: Queryable,
  after: number | null,
  limit: number,
): Promise<LinkedEvent[]> {
  const events = database.selectFrom("audit_events").selectAll().orderBy("seq").limit(limit);
  const some = after === null ? events.where("seq", "is not", null) : events.where("seq", ">", after);
  return some.$narrowType<{ seq: number }>().execute();
}
