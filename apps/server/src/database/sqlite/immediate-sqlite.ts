import type { Database as SqliteFile } from "better-sqlite3";
import { type Driver, SqliteAdapter, SqliteDialect, type TransactionSettings } from "kysely";
import { SharedFile, SqliteConnection } from "./sqlite-connection.ts";
import { StatementCache } from "./statement-cache.ts";

export interface SqliteOptions {
  /** How many prepared statements the cache keeps. */
  cachedStatements?: number;
  /** How long a write waits for a lock that another process holds. */
  lockWaitMs?: number | undefined;
}

const usualLockWaitMs = 5000;

/**
 * SQLite with transactions that take the write lock when they begin. Otherwise a transaction that first reads and then
 * writes would fail if another process wrote in between (SQLITE_BUSY_SNAPSHOT). Read-only transactions take no lock;
 * they see the database as it was when they began. The file must be opened with a busy timeout of 0.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly shared: SharedFile;

  constructor(file: SqliteFile, { cachedStatements, lockWaitMs = usualLockWaitMs }: SqliteOptions = {}) {
    super({ database: file });
    this.shared = new SharedFile(file, new StatementCache(file, cachedStatements), lockWaitMs);
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.shared);
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}

class Adapter extends SqliteAdapter {
  /**
   * Runs all migrations in one transaction. If two processes start at once, only one of them migrates, and a failed
   * migration leaves no partial change.
   */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /**
   * Turns off Kysely's own lock, because it makes reads wait behind a write that waits for another process.
   * `SharedFile` orders the statements instead.
   */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver implements Driver {
  readonly #shared: SharedFile;

  constructor(shared: SharedFile) {
    this.#shared = shared;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection(this.#shared);
  }

  async beginTransaction(connection: SqliteConnection, { accessMode }: TransactionSettings): Promise<void> {
    // defence: AT-26 write-lock
    const begin = accessMode === "read only" ? "begin" : "begin immediate";
    await connection.begin(begin);
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.rollBack();
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    connection.rollBack();
  }

  async destroy(): Promise<void> {
    await this.#shared.close();
  }
}
