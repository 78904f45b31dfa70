import type { Database as SqliteFile, Statement } from "better-sqlite3";
import type { CompiledQuery } from "kysely";

/**
 * Sallyport has about 200 statements. A query with a list has a different statement for each length of the
 * list.
 */
const usualLimit = 300;

/** Schema changes, pragmas and raw SQL run rarely, so they aren't cached. */
const cachedKinds: ReadonlySet<string> = new Set([
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
]);

/**
 * A full cache drops the least recently used statement. SQLite itself prepares statements again after a schema
 * change (sqlite.org/c3ref/prepare.html).
 */
export class StatementCache {
  readonly #database: SqliteFile;
  readonly #limit: number;
  readonly #statements = new Map<string, Statement>();

  constructor(database: SqliteFile, limit = usualLimit) {
    this.#database = database;
    this.#limit = limit;
  }

  /** The caller must immediately run the whole statement, because other callers get the same statement. */
  prepare({ sql, query }: CompiledQuery): Statement {
    return cachedKinds.has(query.kind) ? this.always(sql) : this.#database.prepare(sql);
  }

  always(sql: string): Statement {
    if (this.#limit === 0) return this.#database.prepare(sql);
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    // The Map's first entry must be the least recently used statement.
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > this.#limit && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
  }
}
