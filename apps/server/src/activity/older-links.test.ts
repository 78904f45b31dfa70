import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import SqliteDatabase from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { migrations } from "../database/migrations.ts";
import type { Schema } from "../database/schema.ts";
import { Keys } from "../keys/keys.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { EventShipping } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

const store = createMemoryStore();
let folder: string;
let file: string;
let older: SqliteDatabase.Database;
let keys: Keys;
let lines: string[];

beforeEach(async () => {
  lines = [];
  folder = await mkdtemp(join(tmpdir(), "sallyport-older-"));
  file = join(folder, "sallyport.db");
  older = new SqliteDatabase(file);
  older.pragma("synchronous = off");
  const database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: older }) });
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  await new Migrator({ db: database, provider }).migrateTo("0024-indexes-of-sweeps");
  keys = await Keys.openOrInit(database, store);
  linkAsBefore(4);
});
afterEach(async () => {
  if (older.open) older.close();
  await rm(folder, { recursive: true });
});

/** Older versions linked events by id, not by `seq`. */
function linkAsBefore(count: number): void {
  const insert = older.prepare(
    "insert into audit_events (id, at, kind, actor_id, actor, outcome, detail, link) values (?, ?, ?, 'a', 'ada', ?, '', ?)",
  );
  let link = Buffer.alloc(32);
  for (let at = 1; at <= count; at += 1) {
    const id = 2 * at - 1;
    const row = JSON.stringify([id, at, "admin_logout", "a", "ada", null, null, "success", "", null]);
    link = createHash("sha256").update(link).update(row).digest();
    insert.run(id, at, "admin_logout", "success", link);
  }
  older
    .prepare("insert into audit_seals (id, up_to, sealed_link) values ('head', ?, ?)")
    .run(2 * count - 1, keys.encrypt(link, auditSeal));
}

async function broughtUpToDate<Result>(act: (database: Database) => Promise<Result>): Promise<Result> {
  older.close();
  const database = await openDatabase(file);
  try {
    return await act(database);
  } finally {
    await database.destroy();
  }
}

const ship = (database: Database) =>
  new EventShipping(keys, pino({ level: "info" }, { write: (line: string) => void lines.push(line) })).ship(
    database,
  );

test("a log that the previous version linked is intact, and goes on from there", async () => {
  older.exec(
    "insert into audit_events (id, at, kind, outcome, detail) values (8, 5, 'admin_logout', 'success', '')",
  );
  const before = older.prepare("select id, link from audit_events where link is not null order by id").all();
  await broughtUpToDate(async (database) => {
    expect(await verifyEvents(database, keys, 6)).toEqual({
      linked: 4,
      unlinked: 1,
      deleted: 0,
      fault: null,
    });
    await ship(database);
    expect(await verifyEvents(database, keys, 6)).toEqual({
      linked: 5,
      unlinked: 0,
      deleted: 0,
      fault: null,
    });
    const rows = await database.selectFrom("audit_events").select(["id", "seq"]).orderBy("id").execute();
    expect(rows.map(({ id, seq }) => [id, seq])).toEqual([
      [1, 1],
      [3, 2],
      [5, 3],
      [7, 4],
      [8, 5],
    ]);
    const links = database.selectFrom("audit_events").select(["id", "link"]).orderBy("id");
    expect((await links.execute()).slice(0, 4)).toEqual(before);
    const shipped = lines.map((line) => (JSON.parse(line) as { event?: { id: number } }).event?.id);
    expect(shipped).toEqual([8]);
  });
});

test.for<[what: string, statement: string, fault: object]>([
  ["changed", "update audit_events set actor = 'eve' where id = 3", { kind: "broken-link", id: 3 }],
  ["removed", "delete from audit_events where id = 3", { kind: "broken-link", id: 5 }],
  ["removed at the end", "delete from audit_events where id = 7", { kind: "other-end" }],
  ["unlinked", "update audit_events set link = null where id = 3", { kind: "broken-link", id: 5 }],
  ["unlinked at the end", "update audit_events set link = null where id = 7", { kind: "other-end" }],
])("an event that was %s before is still found", { tags: ["R78"] }, async ([, statement, fault]) => {
  older.exec(statement);
  await broughtUpToDate(async (database) => {
    expect((await verifyEvents(database, keys, 6)).fault).toEqual(fault);
    await ship(database);
    expect((await verifyEvents(database, keys, 6)).fault).toEqual(fault);
  });
});
