import { record } from "../activity/activity.ts";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { endAll, lastEventAt } from "./end-what-is-open.repository.ts";

/**
 * A restored database must not open anything that was used or ended after the backup. So this function ends all
 * sessions, links and codes.
 */
export async function endWhatIsOpen(database: Database, now: number): Promise<void> {
  await inTransaction(database, "everything", async (tx) => {
    const last = await lastEventAt(tx);
    const ended = await endAll(tx, now);
    const since = last === null ? "" : `; its last event was at ${instant(last)}`;
    const detail = `${ended} sessions ended${since}`;
    await record(tx, { at: now, kind: "database_restored", actor: null, detail, address: null });
  });
}
