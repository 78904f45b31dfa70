import { createHash } from "node:crypto";
import { sql, type Transaction } from "kysely";
import type { Queryable } from "../database.ts";
import type { Schema } from "../schema.ts";
import type { Scope, ScopeName } from "../scope.ts";

/** The scope `everything` takes this lock exclusively, and all other transactions share the lock. */
const everything = keyOf("everything");

/**
 * The locks last until the transaction ends (postgresql.org/docs/15/explicit-locking.html). A fixed order of
 * locks prevents deadlocks.
 */
export async function lockInPostgres(tx: Transaction<Schema>, scope: Scope): Promise<void> {
  // Without parameters, the statement can be sent together with `BEGIN`.
  await sql.raw(`select ${locksOf(scope).join(", ")}`).execute(tx);
}

/** Tries to take the lock. The lock is released at the end of the statement. */
export async function isFreeInPostgres(database: Queryable, name: ScopeName): Promise<boolean> {
  const { rows } = await sql<{ is_free: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(keyOf(name))}) as is_free`.execute(database);
  return rows[0]?.is_free ?? false;
}

function locksOf(scope: Scope): string[] {
  if (scope === "everything") return [`pg_advisory_xact_lock(${everything})`];
  const names = [...new Set(scope)].toSorted();
  return [
    `pg_advisory_xact_lock_shared(${everything})`,
    ...names.map((name) => `pg_advisory_xact_lock(${keyOf(name)})`),
  ];
}

/** Advisory locks have numbers of 64 bits. If two names share a number, one transaction only waits longer. */
export function keyOf(name: string): bigint {
  return createHash("sha256").update(name).digest().readBigInt64BE();
}
