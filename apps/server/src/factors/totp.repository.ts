import { randomUUID } from "node:crypto";
import { timeStepAt } from "@sallyport/totp/totp";
import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from "kysely";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import type { Schema, TotpFactorRow } from "../database/schema.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import { beginOfStep, isStepAhead } from "./rules/steps-ahead.ts";
import type { FactorIdentity } from "./seal.ts";

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

/** Makes the id before the row exists, because the seal binds the secret to the id. */
export function newPendingIdentity(accountId: string): FactorIdentity {
  return { id: randomUUID(), account_id: accountId };
}

export interface NewPending {
  identity: FactorIdentity;
  sealedSecret: Uint8Array;
  browserHash: Uint8Array;
  now: number;
}

export async function insertPending(
  database: Queryable,
  { identity, sealedSecret, browserHash, now }: NewPending,
): Promise<void> {
  await database
    .insertInto("totp_factors")
    .values({
      ...identity,
      name: "Authenticator app",
      state: "pending",
      sealed_secret: sealedSecret,
      browser_hash: browserHash,
      last_step: 0,
      created_at: now,
      confirmed_at: null,
      bound_from: null,
      last_used_at: null,
    })
    .execute();
}

/**
 * One statement checks and stores the time step, so simultaneous requests can't use a code twice (RFC 6238
 * §5.2).
 */
export async function spendStep(
  database: Queryable,
  factor: TotpFactorRow,
  step: number,
  now: number,
): Promise<boolean> {
  const { id, state } = factor;
  const began_at = beginOfStep(step);
  const { numAffectedRows } = await storeLastStep(database, { id, state, step, began_at, now });
  if (numAffectedRows !== 1n) return false;
  await storeSpentStep(database, { factor_id: id, began_at });
  return true;
}

interface Spent {
  step: number;
  began_at: number;
  now: number;
}

const storeLastStep = compiledOnce(
  (database, { id, state, step, began_at, now }: Pick<TotpFactorRow, "id" | "state"> & Spent) =>
    database
      .updateTable("totp_factors")
      .set({ last_step: step, last_used_at: now })
      .where("id", "=", id)
      .where("state", "=", state)
      // defence: AT-23 spent
      .where("last_step", "<", step)
      .where((factors) => isUnspent(factors, { factor_id: id, began_at })),
);

const storeSpentStep = compiledOnce((database, step: Selectable<Schema["spent_steps"]>) =>
  database
    .insertInto("spent_steps")
    .values(step)
    .onConflict((conflict) => conflict.doNothing()),
);

function isUnspent(
  factors: ExpressionBuilder<Schema, "totp_factors">,
  step: Selectable<Schema["spent_steps"]>,
): Expression<SqlBool> {
  const spent = factors
    .selectFrom("spent_steps")
    .select("began_at")
    .where((row) => row.and(step));
  return factors.not(factors.exists(spent));
}

export async function moveBackSpentSteps(
  database: Queryable,
  apps: readonly TotpFactorRow[],
  now: number,
): Promise<void> {
  const ids = apps.filter(({ last_step }) => isStepAhead(last_step, now)).map(({ id }) => id);
  if (ids.length === 0) return;
  await database
    .updateTable("totp_factors")
    .set({ last_step: timeStepAt(now) })
    .where("id", "in", ids)
    .execute();
}

/** A wrong code doesn't tell which app it was for, so all apps are disabled. */
export async function disableApps(database: Queryable, accountId: string): Promise<void> {
  await database
    .updateTable("totp_factors")
    .set({ state: "disabled" })
    .where("account_id", "=", accountId)
    .where("state", "=", "confirmed")
    .execute();
}

export interface Binding {
  name?: string;
  address: string;
  now: number;
}

/** Also deletes the account's other unconfirmed apps. */
export async function confirm(
  database: Queryable,
  factor: TotpFactorRow,
  { name = factor.name, address, now }: Binding,
): Promise<void> {
  await database
    .updateTable("totp_factors")
    .set({ state: "confirmed", browser_hash: null, confirmed_at: now, name, bound_from: address })
    .where("id", "=", factor.id)
    .where("state", "=", "pending")
    .execute();
  await dropPending(database, factor.account_id);
  await storeDue(database, factor.account_id);
}

export async function dropPending(database: Queryable, accountId: string): Promise<void> {
  await database
    .deleteFrom("totp_factors")
    .where("account_id", "=", accountId)
    .where("state", "=", "pending")
    .execute();
}

export async function dropOne(database: Queryable, { id }: TotpFactorRow): Promise<void> {
  await database.deleteFrom("totp_factors").where("id", "=", id).execute();
}

/** Keeps the newest `kept` unconfirmed apps. Returns whether any app was deleted. */
export async function dropOldestPending(
  database: Queryable,
  accountId: string,
  kept: number,
): Promise<boolean> {
  const pending = database
    .selectFrom("totp_factors")
    .where("account_id", "=", accountId)
    .where("state", "=", "pending");
  const newest = pending.select("id").orderBy("created_at", "desc").orderBy("id", "desc").limit(kept);
  const { numDeletedRows } = await database
    .deleteFrom("totp_factors")
    .where("account_id", "=", accountId)
    .where("state", "=", "pending")
    .where("id", "not in", newest)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

interface OwnApp {
  accountId: string;
  id: string;
}

export async function renameApp(
  database: Queryable,
  { accountId, id, name }: OwnApp & { name: string },
): Promise<void> {
  await database
    .updateTable("totp_factors")
    .set({ name })
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .where("state", "<>", "pending")
    .execute();
}

export async function removeApp(database: Queryable, { accountId, id }: OwnApp): Promise<void> {
  await database
    .deleteFrom("totp_factors")
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .where("state", "<>", "pending")
    .execute();
  await storeDue(database, accountId);
}
