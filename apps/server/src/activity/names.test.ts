import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { Keys } from "../keys/keys.ts";
import { record } from "./activity.ts";
import { listActivity } from "./list-activity.ts";
import { beginRecord, EventShipping } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

let database: Database;
let keys: Keys;
let jane: AccountRow;
let ada: AccountRow;

beforeEach(async () => {
  database = await openDatabase(await newPlace());
  keys = await Keys.openOrInit(database, createMemoryStore());
  await beginRecord(database, keys);
  jane = await add("user", "Jane User");
  ada = await add("administrator", "Ada Admin");
});
afterEach(() => database.destroy());

function add(realm: "user" | "administrator", name: string): Promise<AccountRow> {
  const login = name.slice(0, 4).trim().toLowerCase();
  const username = realm === "user" ? login : null;
  const email = `${login}@example.com`;
  return insertAccount(database, { realm, role: "owner", username, email, name, now: 1 });
}

const suspend = () =>
  record(database, { at: 5, kind: "user_suspended", actor: ada, subject: jane, address: null });

async function listed(person?: string) {
  const { events, ...others } = await listActivity({ database }, null, {
    limit: 10,
    ...(person && { person }),
  });
  return { ...others, by: events[0]?.by, to: events[0]?.to };
}

test("an event has the names of its time, also when an account is renamed or deleted", async () => {
  await suspend();
  await database.updateTable("accounts").set({ name: "Jane Other" }).where("id", "=", jane.id).execute();
  expect(await listed()).toMatchObject({
    by: { id: ada.id, name: "Ada Admin", realm: "administrator" },
    to: { id: jane.id, name: "Jane User", realm: "user" },
  });
  await database.deleteFrom("accounts").where("id", "=", jane.id).execute();
  const gone = { id: jane.id, name: "Jane User", email: "jane@example.com", realm: null };
  expect(await listed(jane.id)).toMatchObject({ to: gone, person: gone });
});

test("the person of a filter has the present name, and an unknown id is null", async () => {
  expect((await listed(ada.id)).person).toEqual({
    id: ada.id,
    name: "Ada Admin",
    email: "ada@example.com",
    realm: "administrator",
  });
  expect((await listed("30000000-0000-4000-8000-000000000000")).person).toBeNull();
});

test("an event of an older version has the present name, or else the e-mail address", async () => {
  await suspend();
  await database.updateTable("audit_events").set({ actor_name: null, subject_name: null }).execute();
  await database.deleteFrom("accounts").where("id", "=", jane.id).execute();
  expect(await listed()).toMatchObject({ by: { name: "Ada Admin" }, to: { name: "jane@example.com" } });
});

test.for([
  ["changed", { subject_name: "Eve" }],
  ["removed", { actor_name: null, subject_name: null }],
  ["swapped", { actor_name: "Jane User", subject_name: "Ada Admin" }],
] as const)("names that an attacker %s are found", { tags: ["R78"] }, async ([, forged]) => {
  await suspend();
  await new EventShipping(keys, pino({ level: "silent" })).ship(database);
  expect((await verifyEvents(database, keys, 6)).fault).toBeNull();
  await database.updateTable("audit_events").set(forged).execute();
  expect((await verifyEvents(database, keys, 6)).fault).toMatchObject({ kind: "broken-link" });
});

test("a name that an attacker adds to an event of an older version is found", { tags: ["R78"] }, async () => {
  await suspend();
  await database.updateTable("audit_events").set({ actor_name: null, subject_name: null }).execute();
  await new EventShipping(keys, pino({ level: "silent" })).ship(database);
  await database.updateTable("audit_events").set({ actor_name: "Eve" }).execute();
  expect((await verifyEvents(database, keys, 6)).fault).toMatchObject({ kind: "broken-link" });
});
