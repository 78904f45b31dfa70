import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";
import { rewrapAll } from "./rewrap.ts";
import { mailOf, sealedColumns } from "./sealed-columns.ts";

let database: Database;
let here: Keys;
let there: Keys;

beforeEach(async () => {
  database = await openDatabase(await newPlace());
  const store = createMemoryStore();
  here = await Keys.openOrInit(database, store);
  there = await Keys.open(database, [store]);
});
afterEach(() => database.destroy());

async function queue(keys: Keys, id: string): Promise<void> {
  const sealed_mail = keys.encrypt(Buffer.from("{}"), mailOf({ id }));
  const mail = { id, sealed_mail, once: null, queued_at: 0, attempts: 0, next_attempt_at: 0, sent_at: null };
  await database.insertInto("outbox").values(mail).execute();
}

test("a key version is not given up while anything is sealed under it", async () => {
  await queue(here, "1");
  await here.rotate();
  await expect(here.retire(1)).rejects.toMatchObject({ code: "busy" });
  await rewrapAll(database, here);
  await queue(there, "2");
  await expect(here.retire(1)).rejects.toMatchObject({ code: "busy" });
  await rewrapAll(database, here);
  await here.retire(1);
  expect(await database.selectFrom("key_slots").select("key_version").execute()).toEqual([
    { key_version: 2 },
  ]);
});

test("a server that has not heard that a key version was given up can store nothing under it", {
  tags: ["AT-77", "R59"],
}, async () => {
  await queue(here, "1");
  await here.rotate();
  await rewrapAll(database, here);
  await here.retire(1);
  await expect(queue(there, "2")).rejects.toThrow("that there is not");
  const sealed_mail = there.encrypt(Buffer.from("{}"), mailOf({ id: "1" }));
  await expect(database.updateTable("outbox").set({ sealed_mail }).execute()).rejects.toThrow(
    "that there is not",
  );
  await there.refresh(database);
  await queue(there, "2");
  const row = await database.selectFrom("outbox").selectAll().where("id", "=", "2").executeTakeFirstOrThrow();
  expect(await here.decrypt(database, row.sealed_mail ?? new Uint8Array(), mailOf(row))).toHaveLength(2);
});

test("after a restore of a backup from before a rotation nothing is stored under the key that it does not know", async () => {
  await here.rotate();
  await database.deleteFrom("key_slots").where("key_version", "=", 2).execute();
  await database.deleteFrom("keys").where("key_version", "=", 2).execute();
  await expect(queue(here, "1")).rejects.toThrow("that there is not");
  await queue(there, "1");
});

test("re-encryption and the giving up of keys know every sealed column of the database", async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    select tables.name as "table", columns.name as "column"
    from sqlite_master as tables join pragma_table_info(tables.name) as columns
    where tables.type = 'table' and columns.name like 'sealed~_%' escape '~' order by 1`.execute(database);
  const known = sealedColumns.map(({ table, column }) => ({ table, column }));
  expect(rows).toEqual(known.toSorted((one, other) => one.table.localeCompare(other.table)));
});

test.for(sealedColumns)("the database watches over $table.$column", async ({ table, column }) => {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master where type = 'trigger' and tbl_name = ${table}`.execute(database);
  const watching = rows.filter((trigger) => trigger.sql.includes(`NEW.${column}`));
  const acts = watching.map((trigger) => /BEFORE (INSERT|UPDATE)/.exec(trigger.sql)?.[1]);
  expect(new Set(acts)).toEqual(new Set(["INSERT", "UPDATE"]));
});
