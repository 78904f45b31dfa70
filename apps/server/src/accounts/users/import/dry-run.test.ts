import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../../../database/database.ts";
import { dryRun } from "./dry-run.ts";

let database: Database;
let reads: number;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  reads = 0;
});
afterEach(() => database.destroy());

const counted = () =>
  new Proxy(database, {
    get: (target, key) => {
      if (key === "selectFrom") reads += 1;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });

const mapping = {
  name: 0,
  firstName: null,
  lastName: null,
  email: 1,
  username: null,
  days: null,
  groups: null,
  passwordHash: null,
};

test("many lines with the same first choice of a username don't read all usernames before them", async () => {
  const rows = Array.from({ length: 300 }, (_, n) => ({ line: n, cells: ["Ann", `info@c${n}.example.com`] }));
  const labels: string[] = [];
  for await (const batch of dryRun(counted(), rows, { mapping, days: null }))
    labels.push(...batch.map(({ label }) => label));
  expect(labels.at(0)).toMatch(/\(info\)$/);
  expect(labels.at(-1)).toMatch(/\(info300\)$/);
  expect(reads).toBeLessThan(2 * rows.length);
});
