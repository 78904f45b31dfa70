import { record } from "../../activity/activity.ts";
import type { Database } from "../../database/database.ts";
import { inTransaction } from "../../database/transactions.ts";
import type { Visit } from "../../http/visit.ts";
import { markUsed } from "./api-keys.repository.ts";
import type { KeyOfAccount } from "./key-account.repository.ts";

interface KeyUse {
  found: KeyOfAccount;
  visit: Pick<Visit, "address">;
  what: string;
  whyNot: string | null;
  now: number;
}

/** The activity log has at most one use of each key per hour (record 0031). */
export async function recordUse(
  database: Database,
  { found: { key, account }, visit: { address }, what, whyNot, now }: KeyUse,
): Promise<void> {
  const { id, email } = account;
  await inTransaction(database, [`account ${id}`], async (tx) => {
    if (whyNot === null) await markUsed(tx, key, { now, address });
    await record(tx, {
      at: now,
      kind: "api_key_used",
      actor: { id, email },
      outcome: whyNot === null ? "success" : "failure",
      detail: `${key.name}: ${what}${whyNot === null ? "" : `; ${whyNot}`}`,
      address,
      isRepeatable: true,
      ofKey: key.id,
    });
  });
}
