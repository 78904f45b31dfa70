import { standardSettings } from "@sallyport/contract/settings/list";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { addListedPeople } from "../accounts/users/list/listed-people.fixture.ts";
import { day, hour } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { createCoverage } from "./count-coverage.ts";
import { countSlice, findCoverage, ranges, storeCoverage } from "./coverage.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
const settings = () => ({ ...standardSettings, timeZone: "Europe/Berlin" });

let database: Database;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  await addListedPeople(database, now);
});
afterEach(() => database.destroy());

const stored = () => findCoverage(database, { from: "2000-01-01", to: "2100-01-01" });

async function countedOneByOne() {
  const rows = await database.selectFrom("accounts").selectAll().where("realm", "=", "user").execute();
  const count = (isCounted: (row: (typeof rows)[number]) => boolean) => rows.filter(isCounted).length;
  return {
    users: rows.length,
    required: count((row) => row.mfa_required === 1),
    set_up: count((row) => row.mfa_required === 1 && row.is_enrolled === 1),
    set_up_by_choice: count((row) => row.mfa_required === 0 && row.is_enrolled === 1),
    locked: count((row) => row.deadline_locked_at !== null),
  };
}

test.for([1, 2, 3, 7, 10_000])("slices of %d users count each user once", async (usersASlice) => {
  await createCoverage({ database, settings }, { usersASlice, slicesATick: 1000 })(now);
  const expected = await countedOneByOne();
  expect(Object.values(expected).every((count) => count > 0)).toBe(true);
  expect(await stored()).toEqual([{ day: "2027-01-04", counted_at: now, ...expected }]);
});

test("administrators aren't counted", async () => {
  const before = await countedOneByOne();
  await database
    .updateTable("accounts")
    .set({ realm: "administrator" })
    .where("name", "=", "Zoe Plain")
    .execute();
  await createCoverage({ database, settings })(now);
  expect(await stored()).toMatchObject([{ users: before.users - 1 }]);
});

test("a tick counts only a few slices, and the next tick goes on", async () => {
  const count = createCoverage({ database, settings }, { usersASlice: 2, slicesATick: 5 });
  await count(now);
  expect(await stored()).toEqual([]);
  for (let tick = 0; tick < 20; tick += 1) await count(now);
  expect(await stored()).toMatchObject([await countedOneByOne()]);
});

test("a day is counted once, whichever server is first and whichever way the clock is turned", async () => {
  const [one, other] = [createCoverage({ database, settings }), createCoverage({ database, settings })];
  await one(now);
  const [first] = await stored();
  await database.updateTable("accounts").set({ mfa_required: 0 }).execute();
  for (const count of [one, other, createCoverage({ database, settings })]) {
    await count(now + hour);
    await count(now - hour);
  }
  expect(await stored()).toEqual([first]);
  await other(now + day);
  await one(now + day);
  await one(now);
  expect(await stored()).toMatchObject([first, { day: "2027-01-05", required: 0 }]);
});

test("of two servers that count at the same time, the first one stores the day", async () => {
  const slow = createCoverage({ database, settings }, { usersASlice: 2, slicesATick: 20 });
  await slow(now);
  await createCoverage({ database, settings })(now + 1);
  for (let tick = 0; tick < 5; tick += 1) await slow(now + 2);
  expect(await stored()).toMatchObject([{ counted_at: now + 1 }]);
});

test("a row is never changed", async () => {
  const row = { day: "2027-01-04", users: 3, required: 2, set_up: 1, set_up_by_choice: 0, locked: 0 };
  await storeCoverage(database, { ...row, counted_at: now });
  await storeCoverage(database, { ...row, counted_at: now + 1, users: 4 });
  expect(await stored()).toEqual([{ ...row, counted_at: now }]);
});

test("a day begins at midnight in the organisation's time zone", async () => {
  const count = createCoverage({ database, settings });
  await count(Date.UTC(2027, 0, 4, 22, 59));
  await count(Date.UTC(2027, 0, 4, 23));
  expect((await stored()).map((row) => row.day)).toEqual(["2027-01-04", "2027-01-05"]);
});

test("a day without a running server has no row", async () => {
  const count = createCoverage({ database, settings });
  await count(now);
  await count(now + 3 * day);
  expect((await stored()).map((row) => row.day)).toEqual(["2027-01-04", "2027-01-07"]);
});

test("a count that runs past midnight begins again", async () => {
  const count = createCoverage({ database, settings }, { usersASlice: 2, slicesATick: 20 });
  await count(Date.UTC(2027, 0, 4, 22, 59));
  await database.updateTable("accounts").set({ mfa_required: 1 }).execute();
  for (let tick = 0; tick < 5; tick += 1) await count(Date.UTC(2027, 0, 4, 23));
  expect(await stored()).toMatchObject([{ day: "2027-01-05", ...(await countedOneByOne()) }]);
});

test("a user who is deleted during the count doesn't stop it", async () => {
  const [range] = ranges;
  if (!range) throw new Error("There is no range.");
  const { end } = await countSlice(database, range, { after: null, size: 3 });
  await database.deleteFrom("account_words").execute();
  await database.deleteFrom("group_members").execute();
  await database
    .deleteFrom("accounts")
    .where("id", "=", end?.id ?? "")
    .execute();
  const { count } = await countSlice(database, range, { after: end, size: 100 });
  const all = await countSlice(database, range, { after: null, size: 100 });
  expect(count).toBe(all.count - 2);
});
