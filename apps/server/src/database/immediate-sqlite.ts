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
  /** How many prepared statements are kept. */
  cachedStatements?: number;
}

/**
 * SQLite whose transactions take the write lock as they begin. Otherwise a transaction that reads first and writes later
 * would fail if another process wrote in between (SQLITE_BUSY_SNAPSHOT). A transaction that is declared read-only takes
 * no lock: it sees the database as it was at its beginning.
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

/** Migrates in one transaction: only one of two starting processes migrates, and a failure leaves no partial change. */
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

  /** A full or failing disk makes SQLite roll back by itself; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }

  override async destroy(): Promise<void> {
    this.#statements.clear();
    await super.destroy();
  }
}

/** Kysely's own connection prepares every statement again each time. */
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
