import type { listActivity as contract } from "@sallyport/contract/activity";
import { asOneLine } from "@sallyport/contract/characters";
import type { Reply } from "@sallyport/contract/endpoint";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import { type EventsPage, newestEvents } from "./events.repository.ts";

export async function listActivity(
  { database }: { database: Database },
  _actor: unknown,
  { before, limit }: EventsPage,
): Promise<Reply<typeof contract>> {
  const rows = await readAtOneMoment(database, (tx) => newestEvents(tx, { before, limit: limit + 1 }));
  // Texts were not always cleaned, and stored events never change.
  const events = rows
    .slice(0, limit)
    .map((row) => ({ ...row, at: instant(row.at), detail: asOneLine(row.detail) }));
  return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
}
