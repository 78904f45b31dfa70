import { setTimeout as pause } from "node:timers/promises";
import type { Database as SqliteFile, Statement } from "better-sqlite3";
import { type CompiledQuery, type DatabaseConnection, type QueryResult } from "kysely";
import { isLocked } from "../trouble.ts";
import { type SharedCommits, syncLog } from "./shared-commits.ts";
import type { StatementCache } from "./statement-cache.ts";
import { Turns } from "./turns.ts";

const longestPauseMs = 50;

/** The callers of an open file take turns. A caller that waits for another process's lock gives up its turn. */
export class SharedFile {
  readonly file: SqliteFile;
  readonly statements: StatementCache;
  readonly lockWaitMs: number;
  readonly #turns = new Turns();
  readonly #waiting = new Turns();
  #commits: SharedCommits | null = null;
  #dataVersion: Statement | null = null;
  #othersVersion: unknown = null;

  constructor(file: SqliteFile, statements: StatementCache, lockWaitMs: number) {
    this.file = file;
    this.statements = statements;
    this.lockWaitMs = lockWaitMs;
  }

  /** The caller keeps the turn until `endTurn`, unless `work` throws. */
  async takeTurn<Result>(work: () => Result): Promise<Result> {
    const waitsUntil = performance.now() + this.lockWaitMs;
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

  /** After this call, `commits` syncs the log, and SQLite doesn't sync at each commit. */
  shareCommits(commits: SharedCommits, othersVersion: unknown): void {
    this.#commits = commits;
    this.#othersVersion = othersVersion;
  }

  knowOpenRequests(count: () => number): void {
    this.#commits?.knowOpenRequests(count);
  }

  refuseAfterFailure(): void {
    this.#commits?.refuseAfterFailure();
  }

  async writtenIsDurable(): Promise<void> {
    this.#commits?.note();
    await this.#commits?.untilDurable();
  }

  /** Waits until all commits are on the disk, including those of other processes. */
  async allIsDurable(): Promise<void> {
    if (!this.#commits) return;
    const version = this.versionOfOthers();
    if (version !== this.#othersVersion) this.#commits.note();
    this.#othersVersion = version;
    await this.#commits.untilDurable();
  }

  /** Returns a value that changes when another process commits (sqlite.org/pragma.html#pragma_data_version). */
  versionOfOthers(): unknown {
    this.#dataVersion ??= this.file.prepare("pragma data_version").pluck();
    return this.#dataVersion.get();
  }

  /** Also syncs the commits of other processes, because a command can print data from these commits. */
  async close(): Promise<void> {
    // Closing the file copies pages from the log. After a failed sync, the disk might have lost these pages.
    if (this.#commits?.hasFailed) return;
    // An open transaction must end first, because its commit can't be synced after the log is closed.
    await this.#turns.take();
    try {
      if (this.#commits) await this.allIsDurable();
      else if (!this.file.memory) await syncLog(this.file.name);
      this.#commits?.close();
      this.statements.clear();
      this.file.close();
    } finally {
      this.#turns.end();
    }
  }

  /** Returns null if another process holds the lock and `waitsUntil` hasn't passed. */
  async #attempt<Result>(work: () => Result, waitsUntil: number): Promise<{ result: Result } | null> {
    await this.#turns.take();
    try {
      this.refuseAfterFailure();
      return { result: work() };
    } catch (error) {
      this.#turns.end();
      if (isLocked(error) && performance.now() < waitsUntil) return null;
      throw error;
    }
  }
}

export class SqliteConnection implements DatabaseConnection {
  readonly #shared: SharedFile;
  #isInTransaction = false;
  #hasWritten = false;

  constructor(shared: SharedFile) {
    this.#shared = shared;
  }

  async begin(statement: "begin" | "begin immediate"): Promise<void> {
    await this.#shared.takeTurn(() => this.#shared.statements.always(statement).run());
    this.#isInTransaction = true;
  }

  /** While a commit waits for the disk, other callers continue. */
  async commit(): Promise<void> {
    this.#shared.refuseAfterFailure();
    this.#shared.statements.always("commit").run();
    const durable = this.#writtenIsDurable();
    this.#end();
    await durable;
  }

  /** On a full disk, SQLite has already rolled back, and a second rollback would hide the error. */
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
    this.#hasWritten = false;
    this.#shared.endTurn();
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isInTransaction) return this.#run(query);
    const result = await this.#shared.takeTurn(() => this.#run<Row>(query));
    const durable = this.#writtenIsDurable();
    this.#shared.endTurn();
    await durable;
    return result;
  }

  #writtenIsDurable(): Promise<void> | undefined {
    if (!this.#hasWritten) return undefined;
    this.#hasWritten = false;
    return this.#shared.writtenIsDurable();
  }

  #run<Row>(query: CompiledQuery): QueryResult<Row> {
    const statement = this.#shared.statements.prepare(query);
    const parameters = [...query.parameters];
    if (!statement.readonly) this.#hasWritten = true;
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
