import { record } from "../../activity/activity.ts";
import type { Database, Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { inTransaction } from "../../database/transactions.ts";
import { accountsWithBypassCodes, endEveryBypassCode } from "../../factors/bypass-codes.repository.ts";

interface Ending {
  /** Null if the environment turned the setting off. */
  by: AccountRow | null;
  address: string | null;
  now: number;
}

/**
 * Runs at the start of the server. The setting could have been turned off in the environment while the server
 * was stopped.
 */
export async function endBypassCodesIfOff(
  database: Database,
  { areAllowed, now }: { areAllowed: boolean; now: number },
): Promise<void> {
  if (areAllowed) return;
  await inTransaction(database, "everything", (tx) => endBypassCodes(tx, { by: null, address: null, now }));
}

/**
 * Also ends the logins with such codes. Runs when the setting changes. Otherwise old codes would work again
 * when the setting is turned on again.
 */
export async function endBypassCodes(tx: Queryable, { by, address, now }: Ending): Promise<void> {
  const detail = "the setting was turned off";
  const kind = "user_bypass_code_withdrawn";
  for (const subject of await accountsWithBypassCodes(tx))
    await record(tx, { at: now, kind, actor: by, subject, detail, address });
  await endEveryBypassCode(tx);
}
