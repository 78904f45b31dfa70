import type { Queryable } from "../database/database.ts";

/** Wrong passwords from other browsers never make a known browser wait. */
export async function rememberBrowser(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
  now: number,
): Promise<void> {
  await database
    .insertInto("known_browsers")
    .values({ account_id: accountId, browser_hash: browserHash, last_sign_in_at: now })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "browser_hash"]).doUpdateSet({ last_sign_in_at: now }),
    )
    .execute();
}

/** A thief of the old password may have added other browsers. */
export async function forgetOtherBrowsers(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
): Promise<void> {
  await database
    .deleteFrom("known_browsers")
    .where("account_id", "=", accountId)
    .where("browser_hash", "<>", browserHash)
    .execute();
}

/** Attempts from other browsers then can't make the owner wait. */
export async function knowOnlyBrowser(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
  now: number,
): Promise<void> {
  await forgetOtherBrowsers(database, accountId, browserHash);
  await rememberBrowser(database, accountId, browserHash, now);
}

/** True if any account has logged in from this browser. */
export async function isKnownBrowser(database: Queryable, browserHash: Uint8Array): Promise<boolean> {
  const known = await database
    .selectFrom("known_browsers")
    .select("account_id")
    .where("browser_hash", "=", browserHash)
    .limit(1)
    .executeTakeFirst();
  return known !== undefined;
}
