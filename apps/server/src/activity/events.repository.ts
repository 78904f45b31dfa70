import { asOneLine } from "@sallyport/contract/characters";
import type { Queryable } from "../database/database.ts";
import type { AuditEventRow } from "../database/schema.ts";

export type NewEvent = Omit<AuditEventRow, "id" | "link">;

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

export function newestEvents(
  database: Queryable,
  { before = Number.MAX_SAFE_INTEGER, limit }: EventsPage,
): Promise<Pick<AuditEventRow, (typeof shown)[number]>[]> {
  return database
    .selectFrom("audit_events")
    .select(shown)
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

function clean<Text extends string | null>(text: Text): Text | string {
  // defence: AT-88
  return text === null ? text : asOneLine(text.slice(0, longestText));
}
