import SqliteDatabase from "better-sqlite3";
import type { Contents } from "../contents.ts";
import { unknownMigrations } from "../versions.ts";
import { migrationsIn } from "./open-sqlite.ts";

/**
 * During the copy, other processes can read and write the database (sqlite.org/lang_vacuum.html#vacuuminto).
 */
export function writeSnapshot(path: string, copy: string): void {
  const sqlite = new SqliteDatabase(path, { fileMustExist: true, timeout: 5000 });
  try {
    sqlite.prepare("vacuum into ?").run(copy);
  } finally {
    sqlite.close();
  }
}

export interface Newer {
  unknown: readonly string[];
}

export function contentsOf(path: string): Contents | Newer | "damaged" | "foreign" {
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = new SqliteDatabase(path, { fileMustExist: true });
    if (sqlite.pragma("integrity_check", { simple: true }) !== "ok") return "damaged";
    const rows = <Row>(query: string) => sqlite?.prepare(query).all() as Row[];
    const tables = rows<{ name: string }>("select name from sqlite_master where type = 'table'").map(
      ({ name }) => name,
    );
    if (!["kysely_migration", "accounts", "audit_events", "key_slots"].every((name) => tables.includes(name)))
      return "foreign";
    const unknown = unknownMigrations(migrationsIn(sqlite));
    if (unknown.length > 0) return { unknown };
    const [accounts] = rows<{ count: number }>("select count(*) as count from accounts");
    const [events] = rows<{ count: number; last: number | null }>(
      "select count(*) as count, max(at) as last from audit_events",
    );
    return {
      accounts: accounts?.count ?? 0,
      events: events?.count ?? 0,
      lastEventAt: events?.last ?? null,
      slots: rows("select distinct id, kind from key_slots order by id"),
    };
  } catch (error) {
    const code = error instanceof SqliteDatabase.SqliteError ? error.code : "";
    if (code === "SQLITE_NOTADB") return "foreign";
    if (code.startsWith("SQLITE_CORRUPT")) return "damaged";
    throw error;
  } finally {
    sqlite?.close();
  }
}

/**
 * Returns whether another process uses the database. If none does, merges the write-ahead log into the file.
 */
export function isInUse(path: string): boolean {
  const sqlite = new SqliteDatabase(path, { fileMustExist: true, timeout: 0 });
  try {
    sqlite.pragma("journal_mode = delete");
    return false;
  } catch (error) {
    const code = error instanceof SqliteDatabase.SqliteError ? error.code : "";
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return true;
    if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) return false;
    throw error;
  } finally {
    sqlite.close();
  }
}
