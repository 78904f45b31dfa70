import { access, stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { ConfigError } from "../../config/config-error.ts";
import type { Schema } from "../schema.ts";
import { migrate, refuseNewer, refuseOlder } from "../versions.ts";
import { ImmediateSqliteDialect, type SqliteOptions } from "./immediate-sqlite.ts";
import { makePrivate } from "./private-file.ts";
import { logOf, SharedCommits, type Sync, syncFile, syncLog } from "./shared-commits.ts";
import type { SharedFile } from "./sqlite-connection.ts";

type Database = Kysely<Schema>;

/** A copy of an empty database with all tables. Copying takes 1 ms, and the migrations take 30 ms. */
let emptyDatabase: Buffer | undefined;

export async function openSqlite(path: string, options?: SqliteOptions): Promise<Database> {
  if (path === ":memory:" && emptyDatabase) return databaseOf(openWithPragmas(emptyDatabase), options);
  const file = await openPrivately(path);
  try {
    refuseNewer(path, migrationsIn(file));
    // A cache would be useless, because each statement of a migration runs only once.
    const dialect = new ImmediateSqliteDialect(file, { cachedStatements: 0 });
    await migrate(new Kysely<Schema>({ dialect }), path);
    if (path === ":memory:") emptyDatabase = file.serialize();
  } catch (error) {
    file.close();
    throw error;
  }
  return databaseOf(file, options);
}

export async function openSqliteAsItIs(path: string): Promise<Database> {
  await requireFile(path);
  const file = await openPrivately(path);
  try {
    const names = migrationsIn(file);
    refuseNewer(path, names);
    refuseOlder(path, names);
  } catch (error) {
    file.close();
    throw error;
  }
  return databaseOf(file);
}

export function migrationsIn(file: SqliteDatabase.Database): string[] {
  const hasTable = file.prepare(
    "select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'",
  );
  if (hasTable.get() === undefined) return [];
  return file.prepare("select name from kysely_migration order by name").pluck().all() as string[];
}

/**
 * Never delays readers or writers (sqlite.org/pragma.html#pragma_wal_checkpoint). Does nothing on Postgres.
 */
export async function checkpoint(database: Database): Promise<void> {
  if (sharedFiles.has(database)) await sql`pragma wal_checkpoint(passive)`.execute(database);
}

/**
 * Lets the commits of many requests share one sync in another thread. Returns null for a database in memory, on
 * systems other than Linux, and while another process uses the log.
 */
export async function shareCommits(database: Database, sync: Sync = syncFile): Promise<SharedCommits | null> {
  const shared = sharedFiles.get(database);
  if (!shared || shared.file.memory || process.platform !== "linux") return null;
  const path = shared.file.name;
  if (shared.file.pragma("journal_mode", { simple: true }) !== "wal") return null;
  // The log must be empty here. A failed sync of an earlier process might have damaged the log on the disk.
  if (!(await emptyLog(database, shared.lockWaitMs))) return null;
  const othersVersion = shared.versionOfOthers();
  // This first sync fails if the log can't be synced at all.
  await syncLog(path, sync);
  const commits = new SharedCommits(await logOf(path), sync);
  shared.file.pragma("synchronous = NORMAL");
  shared.shareCommits(commits, othersVersion);
  return commits;
}

/** Await this function before you send data from the database. It throws `NotDurable` after a failed sync. */
export async function untilDurable(database: Database): Promise<void> {
  await sharedFiles.get(database)?.allIsDurable();
}

/** `count` returns the number of open requests. If many are open, a sync waits a moment for their commits. */
export function knowOpenRequests(database: Database, count: () => number): void {
  sharedFiles.get(database)?.knowOpenRequests(count);
}

/** Moves the log into the database file. Returns false if another process still uses the log after `waitMs`. */
async function emptyLog(database: Database, waitMs: number): Promise<boolean> {
  const waitsUntil = performance.now() + waitMs;
  for (;;) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database);
    if (rows[0]?.busy === 0) return true;
    if (performance.now() >= waitsUntil) return false;
    await setTimeout(millisecondsBetweenTries);
  }
}

export async function isNewFile(path: string): Promise<boolean> {
  if (path === ":memory:") return false;
  return ((await stat(path).catch(() => null))?.size ?? 0) === 0;
}

export async function requireFile(path: string): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw new ConfigError(`DATABASE: There is no file ${path}.`, { cause });
  });
}

async function openPrivately(path: string): Promise<SqliteDatabase.Database> {
  await makePrivate(path);
  return openFile(path);
}

const sharedFiles = new WeakMap<Database, SharedFile>();

async function databaseOf(file: SqliteDatabase.Database, options?: SqliteOptions): Promise<Database> {
  const dialect = new ImmediateSqliteDialect(file, options);
  const database = new Kysely<Schema>({ dialect });
  sharedFiles.set(database, dialect.shared);
  // Kysely closes a file only if the file has had a connection.
  await database.connection().execute(() => Promise.resolve());
  return database;
}

/**
 * While another process turns on the write-ahead log, SQLite doesn't wait but fails immediately
 * (sqlite.org/c3ref/busy_handler.html).
 */
const triesWhileLocked = 50;
const millisecondsBetweenTries = 100;

async function openFile(path: string, triesLeft = triesWhileLocked): Promise<SqliteDatabase.Database> {
  try {
    return openWithPragmas(path);
  } catch (cause) {
    if (
      cause instanceof SqliteDatabase.SqliteError &&
      cause.code.startsWith("SQLITE_BUSY") &&
      triesLeft > 0
    ) {
      await setTimeout(millisecondsBetweenTries);
      return openFile(path, triesLeft - 1);
    }
    const why = cause instanceof Error ? cause.message : "unknown reason";
    throw new ConfigError(
      `DATABASE: ${path} can't be opened (${why}). Its folder must exist and be writable.`,
      { cause },
    );
  }
}

function openWithPragmas(pathOrContent: string | Buffer): SqliteDatabase.Database {
  // SQLite gets no timeout, because its own waiting would stop the whole thread. `SharedFile` waits instead.
  const sqlite = new SqliteDatabase(pathOrContent, { timeout: 0 });
  try {
    // With `synchronous = FULL`, committed data survives a power cut (sqlite.org/pragma.html).
    for (const pragma of [
      "journal_mode = WAL",
      "synchronous = FULL",
      "foreign_keys = ON",
      "wal_autocheckpoint = 4000",
    ]) {
      sqlite.pragma(pragma);
    }
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
