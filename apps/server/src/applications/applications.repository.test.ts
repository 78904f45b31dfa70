import { randomUUID } from "node:crypto";
import type { RefusalReason } from "@sallyport/contract/applications/applications";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { insertGroup } from "../accounts/groups/groups.repository.ts";
import { insertMember } from "../accounts/groups/members.repository.ts";
import { minute } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { storeGroups } from "./application-groups.repository.ts";
import { applicationsOf, findApplication, findApplications } from "./applications.repository.ts";
import * as changes from "./changes.repository.ts";
import { noteRefusal } from "./note-refusal.ts";
import { findRefusals, mostOfReason } from "./refusals.repository.ts";
import { deleteExpiredSecrets, insertSecret, noteSecretUsed } from "./secrets.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
let database: Database;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
});
afterEach(() => database.destroy());

const add = (name: string, openTo: "everyone" | "groups" = "groups") =>
  changes.insertApplication(database, {
    id: randomUUID(),
    name,
    template: null,
    kind: "openid",
    client_type: "confidential",
    launch_address: null,
    second_factor: "account",
    open_to: openTo,
    keeps_access: 0,
    logout_address: null,
    created_at: now,
  });

async function member(groupId: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const { id } = await insertAccount(database, { realm: "user", username: null, email, name: "Uma", now });
  await insertMember(database, groupId, { id, is_enrolled: 0 }, now);
  return id;
}

test("an application is found with its addresses, living groups, and secrets", async () => {
  const { id } = await add("Wiki");
  const staff = await insertGroup(database, "Staff", now);
  const gone = await insertGroup(database, "Gone", now);
  await storeGroups(database, id, [staff.id, gone.id, staff.id]);
  await database.updateTable("user_groups").set({ deleted_at: now }).where("id", "=", gone.id).execute();
  await changes.storeAddresses(database, id, "callback", ["https://b.example/", "https://a.example/"]);
  await changes.storeAddresses(database, id, "callback", ["https://c.example/", "https://c.example/"]);
  await changes.storeAddresses(database, id, "origin", ["https://c.example"]);
  const secret = { application_id: id, hash: "h", hint: "abcd", expires_at: null };
  await insertSecret(database, { ...secret, created_at: now });
  await insertSecret(database, { ...secret, created_at: now + 1, expires_at: now + 5 });
  const found = await findApplication(database, id);
  expect(found).toMatchObject({
    row: { id, name: "Wiki", open_to: "groups", second_factor: "account", first_login_at: null },
    addresses: { callback: ["https://c.example/"], "after-logout": [], origin: ["https://c.example"] },
    groups: [{ id: staff.id, name: "Staff" }],
    secrets: [{ created_at: now + 1 }, { created_at: now }],
  });
  await deleteExpiredSecrets(database, id, now + 5);
  expect((await findApplication(database, id))?.secrets).toHaveLength(1);
  expect(await findApplication(database, randomUUID())).toBeUndefined();
});

test("a user's applications are those for everyone and those of the user's groups, and no others", async () => {
  const [staff, other] = [await insertGroup(database, "Staff", now), await insertGroup(database, "B", now)];
  const account = await member(staff.id);
  await add("zebra", "everyone");
  await storeGroups(database, (await add("Ärger")).id, [staff.id, other.id]);
  await storeGroups(database, (await add("Theirs")).id, [other.id]);
  await add("No one's");
  const forAll = await add("Once for groups", "everyone");
  await storeGroups(database, forAll.id, [staff.id]);
  const names = async (realm: "user" | "administrator" = "user") =>
    (await applicationsOf(database, { id: account, realm })).map(({ name }) => name);
  expect(await names()).toEqual(["Ärger", "Once for groups", "zebra"]);
  expect(await names("administrator")).toEqual([]);
  await database.updateTable("user_groups").set({ deleted_at: now }).where("id", "=", staff.id).execute();
  expect(await names()).toEqual(["Once for groups", "zebra"]);
});

test("the list is sorted by name, searched by a part of the name, and read page by page", async () => {
  for (const name of ["b 10%", "Älpha", "b 10%", "gamma"]) await add(name);
  const page = async (search: string, after?: string) => {
    const { rows: found, next } = await findApplications(database, { search, after, limit: 2 });
    return { names: found.map(({ name }) => name), next };
  };
  const first = await page("");
  expect(first.names).toEqual(["Älpha", "b 10%"]);
  const second = await page("", first.next ?? "");
  expect(second).toEqual({ names: ["b 10%", "gamma"], next: null });
  expect((await page("ALP")).names).toEqual(["Älpha"]);
  expect((await page("0%")).names).toEqual(["b 10%", "b 10%"]);
  expect((await page("_")).names).toEqual([]);
  expect(await page("", "nonsense")).toEqual({ names: [], next: null });
  expect([await changes.isNameTaken(database, "ALPHA"), await changes.isNameTaken(database, "beta")]).toEqual(
    [true, false],
  );
});

test("a deleted application takes its addresses, groups, secrets and refusals with it", async () => {
  const { id } = await add("Wiki");
  await changes.storeAddresses(database, id, "callback", ["https://a.example/"]);
  await storeGroups(database, id, [(await insertGroup(database, "Staff", now)).id]);
  await insertSecret(database, {
    application_id: id,
    hash: "h",
    hint: "",
    created_at: now,
    expires_at: null,
  });
  await noteRefusal(database, { applicationId: id, reason: "other", detail: "" }, now);
  await changes.deleteApplication(database, id);
  await noteRefusal(database, { applicationId: id, reason: "other", detail: "late" }, now);
  for (const table of ["addresses", "groups", "secrets", "refusals"] as const)
    expect(await database.selectFrom(`application_${table}`).selectAll().execute()).toEqual([]);
});

test("the first login is kept, and a secret's use is noted once a minute", async () => {
  const { id } = await add("Wiki");
  await changes.noteFirstLogin(database, id, now);
  await changes.noteFirstLogin(database, id, now + 1);
  await insertSecret(database, {
    application_id: id,
    hash: "h",
    hint: "",
    created_at: now,
    expires_at: null,
  });
  const secret = async () => {
    const [found] = (await findApplication(database, id))?.secrets ?? [];
    if (!found) throw new Error("The secret is gone.");
    return found;
  };
  const used: (number | null)[] = [];
  for (const at of [now, now + minute - 1, now + minute]) {
    await noteSecretUsed(database, await secret(), at);
    used.push((await secret()).last_used_at);
  }
  expect(used).toEqual([now, now, now + minute]);
  expect((await findApplication(database, id))?.row.first_login_at).toBe(now);
});

test("the newest refusals are kept, repeated ones once, and a flood changes nothing", async () => {
  const { id: applicationId } = await add("Wiki");
  const refuse = (detail: string, at: number) =>
    noteRefusal(database, { applicationId, reason: "callback-address", detail }, at);
  const details = async () => (await findRefusals(database, applicationId)).map(({ detail }) => detail);
  await refuse("https://a.example/", now);
  await refuse("https://b.example/\n\u202ex", now + 1);
  await refuse("https://a.example/", now + minute);
  expect(await details()).toEqual(["https://a.example/", "https://b.example/ x"]);
  for (let n = 0; n < 3 * mostOfReason; n++) await refuse(`flood ${n}`, now + 2 * minute + n);
  const flooded = await details();
  expect(flooded).toHaveLength(mostOfReason);
  expect(flooded[0]).toBe(`flood ${mostOfReason - 1}`);
  await refuse("later", now + 4 * minute);
  expect((await details())[0]).toBe("later");
  expect(await details()).toHaveLength(mostOfReason);
});

test("strangers who cause refusals of one reason don't push out those of another", async () => {
  const { id: applicationId } = await add("Wiki");
  const refuse = (reason: RefusalReason, detail: string, at: number) =>
    noteRefusal(database, { applicationId, reason, detail }, at);
  await refuse("wrong-secret", "", now);
  await refuse("no-pkce", "", now + 1);
  for (let n = 0; n < 100; n++)
    await refuse("callback-address", `https://evil.example/${n}`, now + n * minute);
  const kept = (await findRefusals(database, applicationId)).map(({ reason }) => reason);
  expect(kept).toHaveLength(mostOfReason + 2);
  expect(kept.slice(-2)).toEqual(["no-pkce", "wrong-secret"]);
});

test("refusals of simultaneous requests don't fill the table", async () => {
  const { id: applicationId } = await add("Wiki");
  const { id: other } = await add("Mail");
  await noteRefusal(database, { applicationId: other, reason: "no-pkce", detail: "" }, now);
  const reason = "callback-address";
  const flood = Array.from({ length: 60 }, (_, n) =>
    noteRefusal(database, { applicationId, reason, detail: `flood ${n}` }, now),
  );
  await Promise.all(flood);
  const stored = await database.selectFrom("application_refusals").select("application_id").execute();
  expect(stored.filter((one) => one.application_id === applicationId)).toHaveLength(mostOfReason);
  expect(stored).toContainEqual({ application_id: other });
});
