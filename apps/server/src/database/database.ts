import { access, stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";
import { Kysely, sql, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import { ConfigError } from "../config/config-error.ts";
import { ImmediateSqliteDialect, type SqliteOptions } from "./immediate-sqlite.ts";
import { migrations } from "./migrations.ts";
import { makePrivate } from "./private-file.ts";
import type { Schema } from "./schema.ts";
import { logOf, SharedCommits, type Sync, syncFile, syncLog } from "./shared-commits.ts";
import type { SharedFile } from "./sqlite-connection.ts";

export type Database = Kysely<Schema>;
/** Used by queries that run alone or inside a transaction. */
export type Queryable = Database | Transaction<Schema>;

/** The names of all migrations of this version. */
const migrationNames: ReadonlySet<string> = new Set(Object.keys(migrations));

/** Opens the SQLite file at `path`, or with `:memory:` a database in memory, and runs the missing migrations. */
export async function openDatabase(path: string, options?: SqliteOptions): Promise<Database> {
  const file = await openPrivately(path);
  refuseNewer(file, path);
  const { error } = await migratorOf(file).migrateToLatest();
  if (error) {
    file.close();
    throw new Error("The database could not be brought up to date.", { cause: error });
  }
  return databaseOf(file, options);
}

/**
 * Copies the write-ahead log into the main file, except pages that a reader still uses. After that, a copy of the main
 * file alone has nearly everything. No reader or writer is delayed (sqlite.org/pragma.html#pragma_wal_checkpoint).
 */
export async function checkpoint(database: Database): Promise<void> {
  await sql`pragma wal_checkpoint(passive)`.execute(database);
}

/**
 * Lets the commits of many requests share one sync, without stopping the thread. A transaction or a single statement
 * still resolves only when its changes are on the disk. Returns null if commits can't be shared: in memory, on systems
 * other than Linux, or if another process keeps using the write-ahead log. SQLite then syncs each commit itself.
 */
export async function shareCommits(database: Database, sync: Sync = syncFile): Promise<SharedCommits | null> {
  const shared = sharedFiles.get(database);
  if (!shared || shared.file.memory || process.platform !== "linux") return null;
  const path = shared.file.name;
  if (shared.file.pragma("journal_mode", { simple: true }) !== "wal") return null;
  // Empty the log first, because a failed sync of an earlier process may have damaged the log on the disk.
  if (!(await emptyLog(database, shared.lockWaitMs))) return null;
  const othersVersion = shared.versionOfOthers();
  // Make the log's new length durable. If the log can't be synced at all, this call fails.
  await syncLog(path, sync);
  const commits = new SharedCommits(await logOf(path), sync);
  shared.file.pragma("synchronous = NORMAL");
  shared.shareCommits(commits, othersVersion);
  return commits;
}

/**
 * Resolves when everything that was committed before this call is on the disk. Await it before you send data that was
 * read from the database. If commits aren't shared, it resolves at once.
 * @throws {NotDurable} after a failed sync
 */
export async function untilDurable(database: Database): Promise<void> {
  await sharedFiles.get(database)?.allIsDurable();
}

/**
 * Copies the write-ahead log into the main file, syncs that file, and cuts the log to length 0. Returns false if
 * another process still uses the log after `waitMs`.
 */
async function emptyLog(database: Database, waitMs: number): Promise<boolean> {
  const waitsUntil = performance.now() + waitMs;
  for (;;) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database);
    if (rows[0]?.busy === 0) return true;
    if (performance.now() >= waitsUntil) return false;
    await setTimeout(millisecondsBetweenTries);
  }
}

/** Whether the file at `path` is missing or empty, so that opening it makes a new database. */
export async function isNewDatabase(path: string): Promise<boolean> {
  if (path === ":memory:") return false;
  return ((await stat(path).catch(() => null))?.size ?? 0) === 0;
}

/**
 * Opens a database for a command. It refuses a missing file, because a mistyped path would create an empty database.
 */
export async function openExistingDatabase(path: string): Promise<Database> {
  await requireFile(path);
  return openDatabase(path);
}

/**
 * Opens a database for a command that only reads. It doesn't migrate, because an older server may be using the
 * database.
 */
export async function openDatabaseAsItIs(path: string): Promise<Database> {
  await requireFile(path);
  const file = await openPrivately(path);
  refuseNewer(file, path);
  const known = await migratorOf(file).getMigrations();
  if (known.every(({ executedAt }) => executedAt !== undefined)) return databaseOf(file);
  file.close();
  throw new ConfigError(
    `DATABASE: The tables of ${path} are older than this program. Start the server of this version on it first, or ask ` +
      "with the version that runs there.",
  );
}

/** An older program could misread the tables of a newer one. */
function refuseNewer(file: SqliteDatabase.Database, path: string): void {
  const unknown = unknownMigrations(file);
  if (unknown.length === 0) return;
  file.close();
  throw new ConfigError(`DATABASE: ${newerSentence(path, unknown)}`);
}

/** The migrations of a database that this version doesn't know. */
export function unknownMigrations(file: SqliteDatabase.Database): string[] {
  const hasTable = file.prepare(
    "select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'",
  );
  if (hasTable.get() === undefined) return [];
  const names = file.prepare("select name from kysely_migration order by name").pluck().all() as string[];
  return names.filter((name) => !migrationNames.has(name));
}

/** What is wrong with a database of a newer version, and what to do. */
export function newerSentence(path: string, unknown: readonly string[]): string {
  return (
    `${path} was made by a newer version of Sallyport: this version doesn't know ${unknown.join(", ")}. ` +
    "Nothing was changed. Use that version or a later one, or restore a backup that this version made."
  );
}

async function requireFile(path: string): Promise<void> {
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
  // Open a connection once, because Kysely never closes a file that it hasn't used.
  await database.connection().execute(() => Promise.resolve());
  return database;
}

function migratorOf(file: SqliteDatabase.Database): Migrator {
  // Each statement of a migration runs only once, so caching it would be useless.
  const dialect = new ImmediateSqliteDialect(file, { cachedStatements: 0 });
  return new Migrator({
    db: new Kysely({ dialect }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
}

/**
 * Two processes may open a new file at the same time. While one turns on the write-ahead log, the other fails with
 * SQLITE_BUSY at once, because SQLite's timeout doesn't apply here (sqlite.org/c3ref/busy_handler.html). So we retry.
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

function openWithPragmas(path: string): SqliteDatabase.Database {
  // If SQLite itself waited for another process, the whole thread would stop. `SharedFile` waits instead.
  const sqlite = new SqliteDatabase(path, { timeout: 0 });
  try {
    // With FULL, committed data survives a power cut as well as a crash of the process (sqlite.org/pragma.html).
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) {
      sqlite.pragma(pragma);
    }
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
