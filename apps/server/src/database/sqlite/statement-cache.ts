import type { Database as SqliteFile, Statement } from "better-sqlite3";
import type { CompiledQuery } from "kysely";

/**
 * Sallyport uses about 200 different statements. A query with a list becomes another statement for each length of the
 * list.
 */
const usualLimit = 300;

/**
 * Only these kinds of statements are cached. Schema changes, pragmas and raw SQL run rarely, so they are prepared each
 * time.
 */
const cachedKinds: ReadonlySet<string> = new Set([
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
]);

/**
 * A cache of prepared statements by their SQL text. If it is full, the least recently used statement is dropped. After
 * a schema change, even by another process, SQLite prepares a statement again by itself
 * (sqlite.org/c3ref/prepare.html).
 */
export class StatementCache {
  readonly #database: SqliteFile;
  readonly #limit: number;
  readonly #statements = new Map<string, Statement>();

  constructor(database: SqliteFile, limit = usualLimit) {
    this.#database = database;
    this.#limit = limit;
  }

  /**
   * Returns the prepared statement. The caller must run it to its end at once, because a statement can't run again
   * while its rows are being iterated.
   */
  prepare({ sql, query }: CompiledQuery): Statement {
    return cachedKinds.has(query.kind) ? this.always(sql) : this.#database.prepare(sql);
  }

  /** Caches every kind of statement. Call it only for statements that run often. */
  always(sql: string): Statement {
    if (this.#limit === 0) return this.#database.prepare(sql);
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    // Insert the statement again, because the Map's first entry must be the least recently used one.
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
