import { afterEach, beforeEach, expect, test } from "vitest";
import { compiledOnce } from "./compiled-once.ts";
import { type Database, openDatabase } from "./database.ts";
import { bareOf, JoinedTable } from "./joined.ts";

let databases: Database[];
let database: Database;
beforeEach(async () => {
  databases = [await openDatabase(":memory:"), await openDatabase(":memory:")];
  [database] = databases as [Database];
  for (const [network, count] of [
    ["192.0.2.0", 1],
    ["192.0.2.1", 2],
  ] as const) {
    await database.insertInto("wrong_password_networks").values({ network, count, since: 5 }).execute();
  }
});
afterEach(() => Promise.all(databases.map((each) => each.destroy())));

function counting() {
  let built = 0;
  const countOf = compiledOnce((queryable, { network }: { network: string }) => {
    built++;
    return queryable
      .selectFrom("wrong_password_networks")
      .select("count")
      .where("network", "=", network)
      .where("since", "=", 5);
  });
  return { countOf, built: () => built };
}

test("a compiled query runs with other values each time, in transactions too, and is built once", async () => {
  const { countOf, built } = counting();
  expect((await countOf(database, { network: "192.0.2.0" })).rows).toEqual([{ count: 1 }]);
  expect((await countOf(database, { network: "192.0.2.1" })).rows).toEqual([{ count: 2 }]);
  expect((await countOf(database, { network: "192.0.2.2" })).rows).toEqual([]);
  await database.transaction().execute(async (tx) => {
    expect((await countOf(tx, { network: "192.0.2.1" })).rows).toEqual([{ count: 2 }]);
  });
  expect(built()).toBe(1);
});

test("other names of values make another query", async () => {
  const change = compiledOnce(
    (queryable, { network, ...changes }: { network: string; count?: number; since?: number }) =>
      queryable.updateTable("wrong_password_networks").set(changes).where("network", "=", network),
  );
  const network = "192.0.2.1";
  expect((await change(database, { network, count: 7 })).numAffectedRows).toBe(1n);
  expect((await change(database, { network, since: 8 })).numAffectedRows).toBe(1n);
  expect((await change(database, { network: "192.0.2.9", since: 9 })).numAffectedRows).toBe(0n);
  const row = await database
    .selectFrom("wrong_password_networks")
    .select(["count", "since"])
    .where("network", "=", network)
    .executeTakeFirst();
  expect(row).toEqual({ count: 7, since: 8 });
});

test("another database compiles the query by itself", async () => {
  const { countOf, built } = counting();
  for (const each of databases) await countOf(each, { network: "192.0.2.0" });
  expect(built()).toBe(2);
});

test("a joined row falls apart into the columns of each table, even where their names are the same", async () => {
  const columns = { network: true, count: true } as const;
  const one = new JoinedTable("one", columns);
  const other = new JoinedTable("other", columns);
  const joined = await database
    .selectFrom("wrong_password_networks as one")
    .innerJoin("wrong_password_networks as other", (join) => join.onRef("other.count", ">", "one.count"))
    .select("one.since")
    .select(one.selection)
    .select(other.selection)
    .executeTakeFirstOrThrow();
  expect(bareOf(joined)).toEqual({ since: 5 });
  expect(one.in(joined)).toEqual({ network: "192.0.2.0", count: 1 });
  expect(other.in(joined)).toEqual({ network: "192.0.2.1", count: 2 });
});
