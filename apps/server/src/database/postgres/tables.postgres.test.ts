import { sql } from "kysely";
import { expect, test } from "vitest";
import { newPlace } from "../../../lab/postgres/new-place.ts";
import { openDatabase } from "../database.ts";

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: number | boolean;
}

const onSqlite = sql<Column>`
  select m.name as "table", c.name, lower(c.type) as type, c."notnull" = 0 and c.pk = 0 as "isNullable"
  from sqlite_master as m, pragma_table_info(m.name) as c
  where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'kysely_%'
  order by m.name, c.name`;

const onPostgres = sql<Column>`
  select table_name as "table", column_name as name, data_type as type, is_nullable = 'YES' as "isNullable"
  from information_schema.columns
  where table_schema = 'public' and table_name not like 'kysely_%'
  order by table_name collate "C", column_name collate "C"`;

const sqliteTypes: Readonly<Record<string, string>> = { integer: "bigint", blob: "bytea" };

async function columnsOn(place: string): Promise<Column[]> {
  const database = await openDatabase(place);
  try {
    const { rows } = await (place === ":memory:" ? onSqlite : onPostgres).execute(database);
    return rows.map((row) => ({
      ...row,
      type: sqliteTypes[row.type] ?? row.type,
      isNullable: [1, true].includes(row.isNullable),
    }));
  } finally {
    await database.destroy();
  }
}

async function indexesOn(place: string): Promise<string[]> {
  const database = await openDatabase(place);
  const ofSqlite = sql<{ name: string }>`
    select name from sqlite_master where type = 'index' and sql is not null order by name`;
  const ofPostgres = sql<{ name: string }>`
    select indexname as name from pg_indexes
    where schemaname = 'public' and indexname not like '%\\_key' and indexname not like '%\\_pkey'
    union select indexname from pg_indexes where schemaname = 'public' and indexdef like '%substr%'
    order by name`;
  try {
    const { rows } = await (place === ":memory:" ? ofSqlite : ofPostgres).execute(database);
    return rows.map(({ name }) => name).toSorted();
  } finally {
    await database.destroy();
  }
}

test("both databases have the same tables, columns, types and empty values", async () => {
  const columns = await columnsOn(await newPlace());
  expect(columns).toEqual(await columnsOn(":memory:"));
  expect(columns.length).toBeGreaterThan(150);
});

test("both databases have the same indexes", async () => {
  expect(await indexesOn(await newPlace())).toEqual(await indexesOn(":memory:"));
});

test("all texts are sorted by code points", async () => {
  const database = await openDatabase(await newPlace());
  const { rows } = await sql`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'text' and table_name not like 'kysely_%'
      and collation_name is distinct from 'C'`.execute(database);
  await database.destroy();
  expect(rows).toEqual([]);
});
