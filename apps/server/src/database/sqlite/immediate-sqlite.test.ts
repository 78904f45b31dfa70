import SqliteDatabase from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { ImmediateSqliteDialect } from "./immediate-sqlite.ts";

test("a migration that fails half way leaves nothing behind", async () => {
  const database = new Kysely<unknown>({
    dialect: new ImmediateSqliteDialect(new SqliteDatabase(":memory:")),
  });
  const broken = {
    up: async (db: Kysely<unknown>) => {
      await sql`create table first_half (id integer)`.execute(db);
      await sql`create table second half`.execute(db);
    },
  };
  const provider = { getMigrations: () => Promise.resolve({ broken }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  expect(error).toBeInstanceOf(Error);
  const tables = await database.introspection.getTables();
  expect(tables.map(({ name }) => name)).not.toContain("first_half");
  await database.destroy();
});
