import type { Overview, ServerState } from "@sallyport/contract/overview";
import { lockReasons, mostCounted } from "@sallyport/contract/user-filters";
import { countLocked, countMatches } from "../accounts/users/list/counts.repository.ts";
import { firstLoginCount, loginCountsBetween } from "../activity/login-counts.repository.ts";
import { type Clock, instantOrNull } from "../core/clock.ts";
import type { CurrentSettings } from "../core/settings.ts";
import { typedCommand } from "../core/typed-command.ts";
import type { Database } from "../database/database.ts";
import type { ReadinessCheck } from "../health/readiness.ts";
import { readMilestones } from "../milestones/milestones.repository.ts";
import { daysUntil, loginsByDay } from "./login-days.ts";
import { coverageNow } from "./show-coverage.ts";
import { slotTitles } from "./slot-titles.ts";

export interface OverviewParts {
  database: Database;
  clock: Clock;
  settings: CurrentSettings;
  readiness: Pick<ReadinessCheck, "read">;
}

export async function showOverview(
  parts: OverviewParts,
  { timeZone }: { timeZone: string },
): Promise<Overview> {
  const { database, clock } = parts;
  const now = clock.now();
  const { dueSoon, locked, undelivered } = await countMatches(database, now);
  return {
    coverage: await coverageNow(parts, now),
    dueSoon,
    locked,
    lockedBy: await countReasons(database, now),
    undelivered,
    logins: await loginsUntil(database, now, timeZone),
    server: await serverState(parts),
  };
}

/** A user who is locked for several reasons counts for each of them. */
async function countReasons(database: Database, now: number): Promise<Overview["lockedBy"]> {
  const limit = mostCounted + 1;
  const counts = {} as Overview["lockedBy"];
  for (const reason of lockReasons) counts[reason] = await countLocked(database, reason, { now, limit });
  return counts;
}

async function loginsUntil(database: Database, now: number, timeZone: string): Promise<Overview["logins"]> {
  const days = daysUntil(now, timeZone);
  const counts = await loginCountsBetween(database, days[0]?.begins ?? now, now + 1);
  return {
    days: loginsByDay(days, counts),
    since: instantOrNull(await firstLoginCount(database)),
  };
}

async function serverState({ database, readiness }: OverviewParts): Promise<ServerState> {
  const { database: ofDatabase, keys: ofKeys, mail } = await readiness.read();
  const milestones = await readMilestones(database);
  return {
    database: ofDatabase,
    keys: ofKeys,
    mail,
    slots: await slotTitles(database),
    lastBackupAt: instantOrNull(milestones.get("backup") ?? null),
    commands: { keyStatus: typedCommand("keys", "status") },
  };
}
