import { PostgresAdapter, type Transaction } from "kysely";
import type { Database, Queryable } from "./database.ts";
import { isWorthRepeating } from "./postgres/errors.ts";
import { isFreeInPostgres, lockInPostgres } from "./postgres/locks.ts";
import type { Schema } from "./schema.ts";
import type { Scope, ScopeName } from "./scope.ts";

const mostRepeats = 2;
/** No repeat begins after this time, because each try can wait a long time for a connection. */
const lastRepeatAfterMs = 5_000;

/**
 * `scope` must cover everything that `work` reads to decide on a change. On Postgres, `work` can run again
 * after a rollback, so `work` must not change anything outside the database.
 */
export async function inTransaction<Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  const repeatsUntil = performance.now() + lastRepeatAfterMs;
  for (let repeats = 0; ; repeats++) {
    try {
      return await once(database, scope, work);
    } catch (error) {
      if (repeats === mostRepeats || performance.now() > repeatsUntil || !isWorthRepeating(error))
        throw error;
    }
  }
}

async function once<Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  const jobs: (() => void)[] = [];
  const result = await database.transaction().execute(async (tx) => {
    jobsAfter.set(tx, jobs);
    await lock(tx, scope);
    return work(tx);
  });
  for (const job of jobs) job();
  return result;
}

/** Reads the database as it was at one moment, and takes no lock. */
export function readAtOneMoment<Result>(
  database: Database,
  read: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  // Postgres needs the isolation level. In SQLite, a reader always sees the database at one moment.
  return database.transaction().setAccessMode("read only").setIsolationLevel("repeatable read").execute(read);
}

const jobsAfter = new WeakMap<Queryable, (() => void)[]>();

export function afterCommit(database: Queryable, job: () => void): void {
  const jobs = jobsAfter.get(database);
  if (jobs) jobs.push(job);
  else job();
}

/**
 * Returns true if no other transaction with this name runs now. Always true on SQLite, where transactions never
 * run at the same time.
 */
export async function isFree(database: Database, name: ScopeName): Promise<boolean> {
  if (!(database.getExecutor().adapter instanceof PostgresAdapter)) return true;
  return isFreeInPostgres(database, name);
}

async function lock(tx: Transaction<Schema>, scope: Scope): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter) await lockInPostgres(tx, scope);
}
