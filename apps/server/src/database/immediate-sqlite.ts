import type { Database as SqliteFile } from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from "kysely";
import { StatementCache } from "./statement-cache.ts";

interface Options {
  /** How many prepared statements the cache keeps. */
  cachedStatements?: number;
}

/**
 * SQLite with transactions that take the write lock when they begin. Otherwise a transaction that first reads and then
 * writes would fail if another process wrote in between (SQLITE_BUSY_SNAPSHOT). Read-only transactions take no lock;
 * they see the database as it was when they began.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: SqliteFile;
  readonly #options: Options;

  constructor(database: SqliteFile, options: Options = {}) {
    super({ database });
    this.#database = database;
    this.#options = options;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database, this.#options);
  }

  override createAdapter(): SqliteAdapter {
    return new MigratingAdapter();
  }
}

/**
 * Runs all migrations in one transaction. If two processes start at once, only one of them migrates, and a failed
 * migration leaves no partial change.
 */
class MigratingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: SqliteFile;
  readonly #statements: StatementCache;
  readonly #connection: DatabaseConnection;

  constructor(database: SqliteFile, { cachedStatements }: Options) {
    super({ database });
    this.#database = database;
    this.#statements = new StatementCache(database, cachedStatements);
    this.#connection = new CachingConnection(database, this.#statements);
  }

  override acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings = {},
  ): Promise<void> {
    // defence: AT-26 write-lock
    const begin = accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /**
   * On a full or failing disk SQLite has already rolled back; a second rollback would fail and hide the first error.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }

  override async destroy(): Promise<void> {
    this.#statements.clear();
    await super.destroy();
  }
}

/** Uses cached prepared statements. Kysely's own connection would prepare every statement again. */
class CachingConnection implements DatabaseConnection {
  readonly #database: SqliteFile;
  readonly #statements: StatementCache;

  constructor(database: SqliteFile, statements: StatementCache) {
    this.#database = database;
    this.#statements = statements;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statements.prepare(query);
    const parameters = [...query.parameters];
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.#database.prepare(sql).iterate([...parameters])) yield { rows: [row as Row] };
  }
}
