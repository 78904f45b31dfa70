import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../database.ts";
import type { Scope } from "../scope.ts";
import { inTransaction } from "../transactions.ts";

let databases: [Database, Database];
beforeEach(async () => {
  const place = await newPlace();
  databases = [await openDatabase(place), await openDatabase(place)];
});
afterEach(async () => {
  for (const database of databases) await database.destroy();
});

async function waits(held: Scope, scope: Scope): Promise<boolean> {
  const [one, other] = databases;
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
  const holder = inTransaction(one, held, async () => {
    begin();
    await isOver;
  });
  await hasBegun;
  let hasWaited = true;
  const second = inTransaction(other, scope, async () => {
    hasWaited = false;
  });
  await Promise.race([second, pause(200)]);
  const result = hasWaited;
  end();
  await Promise.all([holder, second]);
  return result;
}

test.for<[held: Scope, scope: Scope, isWaiting: boolean]>([
  [["account a"], ["account a"], true],
  [["account a"], ["account b"], false],
  [["account a", "network n"], ["account b", "network n"], true],
  [["account a"], ["network a"], false],
  [["account a"], "everything", true],
  ["everything", ["account a"], true],
  ["everything", "everything", true],
  [[], "everything", true],
  [[], [], false],
])("while %j is locked, a transaction with %j waits: %j", async ([held, scope, isWaiting]) => {
  expect(await waits(held, scope)).toBe(isWaiting);
});

test("transactions that name the same things in another order never wait for each other in a circle", async () => {
  const [one, other] = databases;
  const turns = Array.from({ length: 40 }, (_, turn) =>
    turn % 2 === 0
      ? inTransaction(one, ["account a", "network n"], () => pause(1))
      : inTransaction(other, ["network n", "account a"], () => pause(1)),
  );
  await expect(Promise.all(turns)).resolves.toHaveLength(40);
});

test("after it has its locks, a transaction reads what the previous transaction committed", async () => {
  const count = 60;
  await Promise.all(Array.from({ length: count }, (_, turn) => addOne(databases[turn % 2 === 0 ? 0 : 1])));
  const [row] = await databases[0].selectFrom("wrong_password_networks").select("count").execute();
  expect(row).toEqual({ count });
});

function addOne(database: Database): Promise<void> {
  return inTransaction(database, ["network n"], async (tx) => {
    const row = await tx
      .selectFrom("wrong_password_networks")
      .select("count")
      .where("network", "=", "n")
      .executeTakeFirst();
    const next = { count: (row?.count ?? 0) + 1, since: 0, wait_until: null };
    await tx
      .insertInto("wrong_password_networks")
      .values({ network: "n", ...next })
      .onConflict((conflict) => conflict.column("network").doUpdateSet(next))
      .execute();
  });
}
