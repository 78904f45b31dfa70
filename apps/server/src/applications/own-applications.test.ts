import { listOwnApplications } from "@sallyport/contract/own-applications";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { insertMember } from "../accounts/groups/members.repository.ts";
import type { ApplicationRow } from "../database/schema.ts";
import { storeGroups } from "./application-groups.repository.ts";
import { deleteApplication, insertApplication, storeApplication } from "./changes.repository.ts";

let world: SimulatedApp;
let user: string;

beforeEach(async () => {
  world = await simulateApp();
  user = (await world.addAccount(ursula)).id;
});
afterEach(() => world[Symbol.asyncDispose]());

async function add(name: string, changes: Partial<ApplicationRow> = {}): Promise<string> {
  const { id } = await insertApplication(world.parts.database, {
    id: `id-of-${name}`,
    name,
    template: null,
    kind: "openid",
    client_type: "confidential",
    launch_address: `https://${name.toLowerCase()}.example.com/`,
    second_factor: "account",
    open_to: "everyone",
    keeps_access: 0,
    logout_address: null,
    created_at: world.clock.now(),
    ...changes,
  });
  return id;
}

async function groupWith(...members: string[]): Promise<string> {
  const { database } = world.parts;
  const id = crypto.randomUUID();
  const name = `Group ${id}`;
  const now = world.clock.now();
  await database.insertInto("user_groups").values({ id, name, name_key: name, created_at: now }).execute();
  for (const member of members) await insertMember(database, id, { id: member, is_enrolled: 0 }, now);
  return id;
}

async function shown(): Promise<string[]> {
  const { applications } = await (await loggedIn(world, ursula)).get(listOwnApplications, {});
  return applications.map(({ name }) => name);
}

test("a user sees what is open to everyone and to the user's groups, by name, and nothing else", async () => {
  const { database } = world.parts;
  await add("Wiki");
  await storeGroups(database, await add("Charts", { open_to: "groups" }), [await groupWith(user)]);
  await storeGroups(database, await add("Payroll", { open_to: "groups" }), [await groupWith()]);
  await add("Secret", { open_to: "groups" });
  expect(await shown()).toEqual(["Charts", "Wiki"]);
});

test("an application without a launch address has no tile", async () => {
  await add("Printer", { launch_address: null });
  expect(await shown()).toEqual([]);
});

test("a tile goes when the user leaves the group, when the group is deleted, and with the application", async () => {
  const { database } = world.parts;
  const [left, deleted] = [await groupWith(user), await groupWith(user)];
  await storeGroups(database, await add("Charts", { open_to: "groups" }), [left]);
  await storeGroups(database, await add("Mail", { open_to: "groups" }), [deleted]);
  const wiki = await add("Wiki");
  expect(await shown()).toEqual(["Charts", "Mail", "Wiki"]);
  await database.deleteFrom("group_members").where("group_id", "=", left).execute();
  expect(await shown()).toEqual(["Mail", "Wiki"]);
  await database.updateTable("user_groups").set({ deleted_at: 1 }).where("id", "=", deleted).execute();
  expect(await shown()).toEqual(["Wiki"]);
  await storeApplication(database, wiki, { name: "Handbook" });
  expect(await shown()).toEqual(["Handbook"]);
  await deleteApplication(database, wiki);
  expect(await shown()).toEqual([]);
});

test("the list has what a tile shows, and no secret of the application", async () => {
  await add("Wiki", { template: "wikijs", logout_address: "https://wiki.example.com/logout" });
  const { applications } = await (await loggedIn(world, ursula)).get(listOwnApplications, {});
  expect(applications).toEqual([
    { id: "id-of-Wiki", name: "Wiki", template: "wikijs", address: "https://wiki.example.com/" },
  ]);
});
