import { SettingValues } from "@sallyport/contract/settings/list";
import { z } from "@sallyport/contract/zod";
import type { Clock } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { endExpiredSessions } from "../sessions/sessions.repository.ts";
import type { KeptSettings } from "./kept-settings.ts";
import { findSetting, storeSetting } from "./settings.repository.ts";

const SessionLimits = z.pick(SettingValues, { sessionIdleMinutes: true, sessionHours: true });
type SessionLimits = z.infer<typeof SessionLimits>;

/** Not a setting: no owner can change it, and `KeptSettings` ignores it. */
const name = "sessionLimitsInForce";

/** A restart can bring longer limits. A session that expired under the earlier limits stays expired. */
export async function applySessionLimits(
  { database, clock }: { database: Database; clock: Clock },
  keptSettings: KeptSettings,
): Promise<void> {
  await inTransaction(database, "everything", async (tx) => {
    const { values } = await keptSettings.valuesIn(tx);
    await changeSessionLimits(tx, values, clock.now());
  });
}

export async function changeSessionLimits(tx: Queryable, to: SessionLimits, now: number): Promise<void> {
  const before = await limitsInForce(tx);
  const limits = SessionLimits.parse(to);
  const value = JSON.stringify(limits);
  if (before && value === JSON.stringify(before)) return;
  // defence: AT-96 limits
  if (before) await endExpiredSessions(tx, before, now);
  await storeSetting(tx, { name, value, changed_at: now, changed_by: "" });
}

async function limitsInForce(tx: Queryable): Promise<SessionLimits | null> {
  const stored = await findSetting(tx, name);
  return stored ? SessionLimits.parse(JSON.parse(stored.value)) : null;
}
