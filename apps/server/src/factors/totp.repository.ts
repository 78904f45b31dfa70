import { randomUUID } from "node:crypto";
import type { Queryable } from "../database/database.ts";
import type { TotpFactorRow } from "../database/schema.ts";

export async function findPending(
  database: Queryable,
  accountId: string,
  browserHash: Uint8Array,
): Promise<TotpFactorRow | undefined> {
  return database
    .selectFrom("totp_factors")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("browser_hash", "=", browserHash)
    .where("state", "=", "pending")
    .executeTakeFirst();
}

export interface NewPending {
  accountId: string;
  browserHash: Uint8Array;
  now: number;
  seal: (factor: { id: string; account_id: string }) => Uint8Array;
}

export async function insertPending(
  database: Queryable,
  { accountId, browserHash, now, seal }: NewPending,
): Promise<TotpFactorRow> {
  const identity = { id: randomUUID(), account_id: accountId };
  return database
    .insertInto("totp_factors")
    .values({
      ...identity,
      state: "pending",
      sealed_secret: seal(identity),
      browser_hash: browserHash,
      last_step: 0,
      wrong_codes: 0,
      last_wrong_at: null,
      wait_until: null,
      created_at: now,
      confirmed_at: null,
      last_used_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Spends a time step: checks that it is after the last one spent and moves it, in one statement, so that of any number
 * of requests with one code exactly one succeeds (RFC 6238 §5.2).
 */
export async function spendStep(
  database: Queryable,
  factor: TotpFactorRow,
  step: number,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("totp_factors")
    .set({ last_step: step, wrong_codes: 0, last_wrong_at: null, wait_until: null, last_used_at: now })
    .where("id", "=", factor.id)
    .where("state", "=", factor.state)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface WrongCode {
  count: number;
  waitUntil: number | null;
  isDisabled: boolean;
}

export async function noteWrongCode(
  database: Queryable,
  factor: TotpFactorRow,
  { count, waitUntil, isDisabled }: WrongCode,
  now: number,
): Promise<void> {
  await database
    .updateTable("totp_factors")
    .set({
      wrong_codes: count,
      last_wrong_at: now,
      wait_until: waitUntil,
      state: isDisabled && factor.state === "confirmed" ? "disabled" : factor.state,
    })
    .where("id", "=", factor.id)
    .execute();
}

/** Turns a pending factor into the account's authenticator and drops all other pending ones. */
export async function confirm(database: Queryable, factor: TotpFactorRow, now: number): Promise<void> {
  await database
    .updateTable("totp_factors")
    .set({ state: "confirmed", browser_hash: null, confirmed_at: now })
    .where("id", "=", factor.id)
    .where("state", "=", "pending")
    .execute();
  await dropPending(database, factor.account_id);
}

async function dropPending(database: Queryable, accountId: string): Promise<void> {
  await database
    .deleteFrom("totp_factors")
    .where("account_id", "=", accountId)
    .where("state", "=", "pending")
    .execute();
}

export async function removeFactors(database: Queryable, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom("totp_factors")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
