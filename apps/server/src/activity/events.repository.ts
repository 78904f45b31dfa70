import { asOneLine } from "@sallyport/contract/characters";
import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";

export type NewEvent = Omit<AuditEventRow, "id" | "link" | "seq">;

/** Only texts from requests can be longer. */
const longestText = 1000;

/** An attacker may have chosen the texts, so each becomes one line without control or format characters. */
export async function insertEvent(database: Queryable, event: NewEvent): Promise<void> {
  await database
    .insertInto("audit_events")
    .values({
      ...event,
      actor: clean(event.actor),
      subject: clean(event.subject),
      detail: clean(event.detail),
      address: clean(event.address),
    })
    .execute();
}

export interface EventsPage {
  /** The id of the oldest event on the previous page. */
  before?: number | undefined;
  limit: number;
}

const shown = ["id", "at", "kind", "actor", "subject", "outcome", "detail", "address"] as const;
export type ShownEvent = Pick<AuditEventRow, (typeof shown)[number]>;

/** Unlinked events are the newest. Call this in a transaction that reads at one moment. */
export async function newestEvents(tx: Queryable, { before, limit }: EventsPage): Promise<ShownEvent[]> {
  const last = before === undefined ? null : await placeOf(tx, before);
  if (last === undefined) return [];
  const seq = last?.seq ?? null;
  const unlinked = seq === null ? await newestUnlinked(tx, last?.id ?? null, limit) : [];
  const linked = await newestLinked(tx, seq, limit - unlinked.length);
  return [...unlinked, ...linked];
}

function placeOf(tx: Queryable, id: number): Promise<Pick<AuditEventRow, "id" | "seq"> | undefined> {
  return tx.selectFrom("audit_events").select(["id", "seq"]).where("id", "=", id).executeTakeFirst();
}

function newestUnlinked(tx: Queryable, before: number | null, limit: number): Promise<ShownEvent[]> {
  const events = tx.selectFrom("audit_events").select(shown).where("seq", "is", null);
  const some = before === null ? events : events.where("id", "<", before);
  return some.orderBy("id", "desc").limit(limit).execute();
}

function newestLinked(tx: Queryable, before: number | null, limit: number): Promise<ShownEvent[]> {
  const events = tx.selectFrom("audit_events").select(shown);
  const some = before === null ? events.where("seq", "is not", null) : events.where("seq", "<", before);
  return some.orderBy("seq", "desc").limit(limit).execute();
}

function clean<Text extends string | null>(text: Text): Text | string {
  // defence: AT-88
  return text === null ? text : asOneLine(text.slice(0, longestText));
}
