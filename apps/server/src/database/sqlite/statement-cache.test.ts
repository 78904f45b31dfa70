import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { ImmediateSqliteDialect } from "./immediate-sqlite.ts";

interface Tables {
  birds: { id: number; name: string };
}

let folder: string;
let file: SqliteDatabase.Database;
let database: Kysely<Tables>;
let prepared: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-statements-"));
  file = new SqliteDatabase(join(folder, "birds.db"));
  file.pragma("journal_mode = WAL");
  file.exec("create table birds (id integer primary key, name text); insert into birds values (1, 'heron')");
  open();
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

function open(cachedStatements?: number): void {
  prepared = [];
  vi.restoreAllMocks();
  const prepare = file.prepare.bind(file);
  vi.spyOn(file, "prepare").mockImplementation((text: string) => {
    prepared.push(text);
    return prepare(text);
  });
  const options = cachedStatements === undefined ? {} : { cachedStatements };
  database = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(file, options) });
}

const find = (id: number) => database.selectFrom("birds").selectAll().where("id", "=", id).execute();
const ids = () => database.selectFrom("birds").select("id").execute();
const insert = (name: string) => database.insertInto("birds").values({ name, id: name.length }).execute();

test("a statement is prepared once and runs with other values each time", async () => {
  expect(await find(1)).toEqual([{ id: 1, name: "heron" }]);
  expect(await find(2)).toEqual([]);
  await insert("wren");
  await insert("sparrow");
  expect(await find(7)).toEqual([{ id: 7, name: "sparrow" }]);
  expect(prepared).toHaveLength(2);
});

test("beyond the limit the statement that was unused for the longest time is forgotten", async () => {
  open(2);
  await find(1);
  await ids();
  await find(2);
  await insert("wren");
  await find(1);
  expect(prepared).toHaveLength(3);
  await ids();
  expect(prepared).toHaveLength(4);
});

test("columns that another connection adds and drops are seen", async () => {
  await find(1);
  const other = new SqliteDatabase(join(folder, "birds.db"));
  other.exec("alter table birds add column legs integer default 2");
  expect(await find(1)).toEqual([{ id: 1, name: "heron", legs: 2 }]);
  other.exec("alter table birds drop column name");
  expect(await find(1)).toEqual([{ id: 1, legs: 2 }]);
  other.close();
  expect(prepared).toHaveLength(1);
});

test("schema changes, pragmas and raw SQL are prepared each time", async () => {
  for (const _ of [1, 2]) {
    await database.schema.createTable("nests").addColumn("id", "integer").execute();
    await database.schema.dropTable("nests").execute();
    await sql`pragma user_version`.execute(database);
  }
  expect(prepared).toHaveLength(6);
});

test("rows that are read one by one come from a statement of their own", async () => {
  await ids();
  for await (const bird of database.selectFrom("birds").select("id").stream())
    expect(bird).toEqual({ id: 1 });
  expect(prepared).toHaveLength(2);
  await ids();
  expect(prepared).toHaveLength(2);
});

test("a statement that fails rejects, and works again once the cause is gone", async () => {
  await insert("wren");
  await expect(insert("crow")).rejects.toThrow("UNIQUE");
  await database.deleteFrom("birds").where("id", "=", 4).execute();
  await insert("crow");
  expect(await find(4)).toEqual([{ id: 4, name: "crow" }]);
});

test("SQLite doesn't prepare a statement again because of its values", async () => {
  // better-sqlite3 makes a JavaScript function for each statement that SQLite prepares.
  const made = vi.spyOn(globalThis, "Function");
  onTestFinished(() => made.mockRestore());
  for (const id of [1, 1, 1]) {
    await database
      .selectFrom("birds")
      .leftJoin("birds as others", "others.name", "birds.name")
      .select("birds.id")
      .where("birds.id", "=", id)
      .limit(5)
      .execute();
  }
  expect(made).toHaveBeenCalledOnce();
});
