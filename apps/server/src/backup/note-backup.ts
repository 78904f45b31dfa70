import { record } from "../activity/activity.ts";
import type { Report } from "../commands/report.ts";
import { ConfigError } from "../config/config-error.ts";
import { type Database, openDatabaseAsItIs } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { databaseTrouble } from "../database/trouble.ts";
import { storeMilestone } from "../milestones/milestones.repository.ts";

/**
 * Records the backup, so the console knows of it. If the record can't be written to the database, the backup is
 * still good.
 */
export async function noted(report: Report, database: string, now: number): Promise<Report> {
  const trouble = await noteIn(database, now).then(
    () => null,
    (error: unknown) => sentenceOf(error),
  );
  if (trouble === null) return { ...report, data: { ...report.data, isNoted: true } };
  return {
    ...report,
    data: { ...report.data, isNoted: false },
    lines: [
      ...report.lines,
      `The backup is good, but the console doesn't know of it and may still ask for one: ${trouble}`,
    ],
  };
}

async function noteIn(place: string, now: number): Promise<void> {
  const database = await openDatabaseAsItIs(place);
  try {
    await noteBackup(database, now);
  } finally {
    await database.destroy();
  }
}

export async function noteBackup(database: Database, now: number): Promise<void> {
  await inTransaction(database, [], async (tx) => {
    await storeMilestone(tx, "backup", now);
    await record(tx, { at: now, kind: "database_backed_up", actor: null, address: null });
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return databaseTrouble(error) ?? String(error);
}
