import { setTimeout as pause } from "node:timers/promises";
import type { Database as SqliteFile } from "better-sqlite3";
import { type CompiledQuery, type DatabaseConnection, type QueryResult } from "kysely";
import type { StatementCache } from "./statement-cache.ts";
import { isLocked } from "./trouble.ts";
import { Turns } from "./turns.ts";

const longestPauseMs = 50;

/**
 * The one open file of a process, and whose turn it is: a transaction has it from begin to commit, any other statement
 * for itself. While another process holds the write lock, a caller that wants to write waits without the turn, so that
 * reads go on, and without SQLite's own waiting, which would stop the whole thread.
 */
export class SharedFile {
  readonly file: SqliteFile;
  readonly statements: StatementCache;
  readonly #lockWaitMs: number;
  readonly #turns = new Turns();
  /** Only the first of those who wait for another process tries again. */
  readonly #waiting = new Turns();

  constructor(file: SqliteFile, statements: StatementCache, lockWaitMs: number) {
    this.file = file;
    this.statements = statements;
    this.#lockWaitMs = lockWaitMs;
  }

  /** Runs `work` when it is the caller's turn. The turn lasts until `endTurn`, unless the work throws. */
  async takeTurn<Result>(work: () => Result): Promise<Result> {
    const waitsUntil = performance.now() + this.#lockWaitMs;
    const first = await this.#attempt(work, waitsUntil);
    if (first) return first.result;
    await this.#waiting.take();
    try {
      for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        const next = await this.#attempt(work, waitsUntil);
        if (next) return next.result;
        await pause(pauseMs);
      }
    } finally {
      this.#waiting.end();
    }
  }

  endTurn(): void {
    this.#turns.end();
  }

  close(): void {
    this.statements.clear();
    this.file.close();
  }

  /** Null if another process holds the lock and there is time left to wait for it. */
  async #attempt<Result>(work: () => Result, waitsUntil: number): Promise<{ result: Result } | null> {
    await this.#turns.take();
    try {
      return { result: work() };
    } catch (error) {
      this.#turns.end();
      if (isLocked(error) && performance.now() < waitsUntil) return null;
      throw error;
    }
  }
}

/** What Kysely gets for one query or one transaction. All of them share the file. */
export class SqliteConnection implements DatabaseConnection {
  readonly #shared: SharedFile;
  #isInTransaction = false;

  constructor(shared: SharedFile) {
    this.#shared = shared;
  }

  async begin(statement: "begin" | "begin immediate"): Promise<void> {
    await this.#shared.takeTurn(() => this.#shared.statements.always(statement).run());
    this.#isInTransaction = true;
  }

  commit(): void {
    this.#shared.statements.always("commit").run();
    this.#end();
  }

  /** On a full or failing disk SQLite has already rolled back; a second rollback would fail and hide the first error. */
  rollBack(): void {
    if (!this.#isInTransaction) return;
    try {
      if (this.#shared.file.inTransaction) this.#shared.statements.always("rollback").run();
    } finally {
      this.#end();
    }
  }

  #end(): void {
    this.#isInTransaction = false;
    this.#shared.endTurn();
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isInTransaction) return this.#run(query);
    const result = await this.#shared.takeTurn(() => this.#run<Row>(query));
    this.#shared.endTurn();
    return result;
  }

  #run<Row>(query: CompiledQuery): QueryResult<Row> {
    const statement = this.#shared.statements.prepare(query);
    const parameters = [...query.parameters];
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const iterate = () => this.#shared.file.prepare(sql).iterate([...parameters]);
    const rows = this.#isInTransaction ? iterate() : await this.#shared.takeTurn(iterate);
    try {
      for (const row of rows) yield { rows: [row as Row] };
    } finally {
      if (!this.#isInTransaction) this.#shared.endTurn();
    }
  }
}
