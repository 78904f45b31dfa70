import type { Queryable } from "../database/database.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import type { Factors, RecoveryCodes } from "./rules/factors.ts";

export async function findFactors(database: Queryable, accountId: string): Promise<Factors> {
  const apps = await database
    .selectFrom("totp_factors")
    .selectAll()
    // defence: AT-54
    .where("account_id", "=", accountId)
    // defence: AT-05
    .where("state", "<>", "pending")
    .orderBy("created_at")
    .execute();
  const passkeys = await database
    .selectFrom("passkeys")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("created_at")
    .execute();
  const wrong = await database
    .selectFrom("wrong_codes")
    .select(["last_wrong_at", "wait_until"])
    .where("account_id", "=", accountId)
    .where("method", "=", "totp")
    .executeTakeFirst();
  return {
    apps,
    passkeys,
    recoveryCodes: await findRecoveryCodes(database, accountId),
    wrongPasscodes: wrong ? { lastAt: wrong.last_wrong_at, waitUntil: wrong.wait_until } : null,
  };
}

async function findRecoveryCodes(database: Queryable, accountId: string): Promise<RecoveryCodes | null> {
  const set = await database
    .selectFrom("recovery_sets")
    .select(["made_at", "saved_at", "disabled_at"])
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  if (!set) return null;
  const { left } = await database
    .selectFrom("recovery_codes")
    .select((rows) => rows.fn.countAll<number>().as("left"))
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return {
    left,
    madeAt: set.made_at,
    isSaved: set.saved_at !== null,
    isDisabled: set.disabled_at !== null,
  };
}

/** Removes every factor of an account, also unconfirmed ones, its recovery codes, and its counters of wrong codes. */
export async function removeFactors(database: Queryable, accountId: string): Promise<void> {
  for (const table of ["totp_factors", "passkeys", "recovery_sets", "wrong_codes"] as const) {
    await database.deleteFrom(table).where("account_id", "=", accountId).execute();
  }
  await storeDue(database, accountId);
}
