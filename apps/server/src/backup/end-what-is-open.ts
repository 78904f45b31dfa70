import { record } from "../activity/activity.ts";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { endAll, lastEventAt, workingSecrets } from "./end-what-is-open.repository.ts";

/** A secret of an application that works in the restored database. */
export interface WorkingSecret {
  application: string;
  hint: string;
  createdAt: string;
}

/**
 * A restored database must not open anything that was used or ended after the backup. So this function ends all
 * sessions, links and codes. Secrets of applications stay, because without them no user could log in to any application.
 * @returns these secrets
 */
export async function endWhatIsOpen(database: Database, now: number): Promise<WorkingSecret[]> {
  return inTransaction(database, "everything", async (tx) => {
    const last = await lastEventAt(tx);
    const ended = await endAll(tx, now);
    const since = last === null ? "" : `; its last event was at ${instant(last)}`;
    const detail = `${ended.sessions} sessions and ${ended.applicationLogins} logins to applications ended${since}`;
    await record(tx, { at: now, kind: "database_restored", actor: null, detail, address: null });
    const secrets = await workingSecrets(tx, now);
    return secrets.map(({ name, hint, created_at }) => ({
      application: name,
      hint,
      createdAt: instant(created_at),
    }));
  });
}

/** Closes the database afterwards. */
export async function endIn(restored: Database, now: number): Promise<WorkingSecret[]> {
  try {
    return await endWhatIsOpen(restored, now);
  } finally {
    await restored.destroy();
  }
}
