import type { Database as SqliteFile } from "better-sqlite3";
import {
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import { SharedFile, SqliteConnection } from "./sqlite-connection.ts";
import { StatementCache } from "./statement-cache.ts";

export interface SqliteOptions {
  cachedStatements?: number;
  lockWaitMs?: number | undefined;
}

const usualLockWaitMs = 5000;

/**
 * A transaction takes the write lock at its beginning. Otherwise a write after a read could fail with
 * SQLITE_BUSY_SNAPSHOT.
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

  override createQueryCompiler(): SqliteQueryCompiler {
    return new StablePlans();
  }
}

class StablePlans extends SqliteQueryCompiler {
  /**
   * The plus hides the values of parameters from SQLite's planner. Otherwise SQLite would prepare many
   * statements again at each run (sqlite.org/c3ref/prepare.html).
   */
  protected override getCurrentParameterPlaceholder(): string {
    return "+?";
  }
}

class Adapter extends SqliteAdapter {
  /** All migrations run in one transaction, so only one of two processes migrates. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /**
   * Turns off Kysely's own lock, which would make reads wait behind a waiting write. `SharedFile` orders the
   * statements.
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
