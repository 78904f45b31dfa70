import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../database.ts";

test("a database on disk keeps what was acknowledged through a power cut, and readers beside a writer", {
  tags: ["R47"],
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  await (await openDatabase(join(folder, "sallyport.db"))).destroy();
  // Some builds of SQLite use a weaker setting if a write-ahead log already exists, so the database is opened
  // twice.
  const database = await openDatabase(join(folder, "sallyport.db"));
  const read = async (pragma: string) => (await sql.raw(`pragma ${pragma}`).execute(database)).rows[0];
  // 2 means FULL (sqlite.org/pragma.html#pragma_synchronous).
  expect(await read("synchronous")).toEqual({ synchronous: 2 });
  expect(await read("journal_mode")).toEqual({ journal_mode: "wal" });
  expect(await read("foreign_keys")).toEqual({ foreign_keys: 1 });
  await database.destroy();
  await rm(folder, { recursive: true });
});

test("a new file that another process is just opening is waited for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  const path = join(folder, "sallyport.db");
  const other = new SqliteDatabase(path);
  other.exec("begin exclusive");
  const opening = openDatabase(path);
  setTimeout(() => other.exec("commit"), 150);
  const database = await opening;
  expect((await sql.raw("pragma busy_timeout").execute(database)).rows[0]).toEqual({ timeout: 0 });
  other.close();
  await database.destroy();
  await rm(folder, { recursive: true });
});

test("a database that was opened and never used is closed all the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  await (await openDatabase(join(folder, "sallyport.db"))).destroy();
  // SQLite removes the write-ahead log when the last connection is closed.
  expect(await readdir(folder)).toEqual(["sallyport.db"]);
  await rm(folder, { recursive: true });
});
