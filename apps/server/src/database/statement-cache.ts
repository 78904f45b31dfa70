import type { Database as SqliteFile, Statement } from "better-sqlite3";
import type { CompiledQuery } from "kysely";

/** Sallyport sends about 200 different statements. Lists of values in a statement make more of them. */
const usualLimit = 300;

/** Schema changes, pragmas and raw SQL run rarely, so they are prepared each time. */
const cachedKinds: ReadonlySet<string> = new Set([
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
]);

/**
 * Prepared statements by their SQL text; the one that wasn't used for the longest time leaves first. SQLite itself
 * prepares a statement again after a schema change, also by another process (sqlite.org/c3ref/prepare.html).
 */
export class StatementCache {
  readonly #database: SqliteFile;
  readonly #limit: number;
  readonly #statements = new Map<string, Statement>();

  constructor(database: SqliteFile, limit = usualLimit) {
    this.#database = database;
    this.#limit = limit;
  }

  /** Only for callers that run the statement to its end at once: a statement that is being iterated can't run again. */
  prepare({ sql, query }: CompiledQuery): Statement {
    if (this.#limit === 0 || !cachedKinds.has(query.kind)) return this.#database.prepare(sql);
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    // Deleted and inserted again, because a Map keeps the order of insertion.
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
