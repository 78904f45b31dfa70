import { listActivity } from "@sallyport/contract/activity";
import { asOneLine } from "@sallyport/contract/characters";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type Place, serve } from "../http/serve.ts";

export function auditRoutes(place: Place, database: Database): void {
  serve(place, listActivity, async ({ query }) => {
    const rows = await database
      .selectFrom("audit_events")
      .select(["id", "at", "kind", "actor", "subject", "outcome", "detail", "address"])
      .$if(query.before !== undefined, (select) => select.where("id", "<", query.before ?? 0))
      .orderBy("id", "desc")
      .limit(query.limit + 1)
      .execute();
    // Events from before texts were cleaned as they are stored: what is linked is never edited.
    const events = rows
      .slice(0, query.limit)
      .map((row) => ({ ...row, at: instant(row.at), detail: asOneLine(row.detail) }));
    return { events, next: rows.length > query.limit ? (events.at(-1)?.id ?? null) : null };
  });
}
