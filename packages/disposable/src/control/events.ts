import { setTimeout as pause } from "node:timers/promises";
import type { AuditEvent } from "@sallyport/contract/activity";
import { shownEvent } from "@sallyport/server/src/activity/shown-event.ts";
import type { Database } from "@sallyport/server/src/database/database.ts";
import { z } from "zod";
import { type EventRow, eventsAfter } from "./events.repository.ts";

const lookEveryMs = 25;

export const EventQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  kind: z.string().optional(),
  /** A username or an e-mail address. */
  user: z.string().optional(),
  outcome: z.enum(["success", "failure"]).optional(),
  /** A part of the detail, for example an application's name. */
  detail: z.string().optional(),
  waitMs: z.coerce.number().int().min(0).max(30_000).default(0),
});
export type EventQuery = z.output<typeof EventQuery>;

/** Waits for the first matching event, or answers without one after `waitMs`. */
export async function findEvents(
  database: Database,
  { after, waitMs, ...filter }: EventQuery,
): Promise<{ events: AuditEvent[]; last: number }> {
  const until = performance.now() + waitMs;
  let last = after;
  for (;;) {
    const rows = await eventsAfter(database, last);
    last = rows.at(-1)?.id ?? last;
    const events = rows.filter((row) => isMatch(row, filter)).map(shownEvent);
    if (events.length > 0 || performance.now() >= until) return { events, last };
    await pause(lookEveryMs);
  }
}

type Filter = Omit<EventQuery, "after" | "waitMs">;

function isMatch(row: EventRow, { kind, user, outcome, detail }: Filter): boolean {
  const logins = [row.actor, row.actorUsername, row.subject, row.subjectUsername];
  return (
    (kind === undefined || row.kind === kind) &&
    (outcome === undefined || row.outcome === outcome) &&
    (detail === undefined || row.detail.includes(detail)) &&
    (user === undefined || logins.includes(user))
  );
}
