import type { Transaction } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/**
 * What a transaction has for itself until it ends. SQLite gives every transaction the whole database. Postgres locks
 * only what is named here, so that transactions of several accounts and processes run at once (record 0042).
 */
export type Scope =
  /** No other transaction runs at the same time, except read-only ones. */
  | "everything"
  /** No other transaction with one of these names runs at the same time. */
  | readonly ScopeName[];

/** The prefix says what the rest of the name identifies. */
export type ScopeName = `account ${string}` | `network ${string}` | `mailbox ${string}` | `activity chain`;

/** Runs `work` in one transaction. Everything that `work` reads to decide on a change must be inside its scope. */
export function inTransaction<Result>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (tx) => {
    await lock(tx, scope);
    return work(tx);
  });
}

/** SQLite took the write lock when the transaction began. */
async function lock(_tx: Transaction<Schema>, _scope: Scope): Promise<void> {}
