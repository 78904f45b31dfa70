import * as groups from "@sallyport/contract/groups";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { ada, enrol, grace, loggedIn, logIn, proven, ursula } from "../../../lab/simulation/people.ts";
import { RelyingParty } from "../../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { day } from "../../core/clock.ts";
import { storeRequirement } from "../../deadlines/requirements.repository.ts";
import { insertAccount } from "../accounts.repository.ts";
import { applyChanges } from "./apply-changes.ts";
import { storeChange } from "./groups.repository.ts";
import { insertMember } from "./members.repository.ts";

let world: SimulatedApp;
let admin: Browser;
let user: string;

beforeEach(async () => {
  world = await simulateApp();
  user = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const iso = (at: number) => new Date(at).toISOString();
const inDays = (days: number) => iso(world.clock.now() + days * day);
const add = (name: string) => admin.get(groups.addGroup, { body: { name } });
const join = (id: string, who = user) => admin.get(groups.addMember, { params: { id }, body: { user: who } });
const leave = (id: string) => admin.get(groups.removeMember, { params: { id, member: user } });
const required = (days: number) => ({ mfa: { isRequired: true, days } }) as const;
const require = (id: string, days: number) =>
  admin.get(groups.setGroupRequirement, { params: { id }, body: required(days) });
const release = (id: string) =>
  admin.get(groups.setGroupRequirement, { params: { id }, body: { mfa: { isRequired: false } } });
const save = (mfa: groups.GroupRequirement) =>
  admin.get(users.saveUser, { params: { id: user }, body: { mfa } });
const shown = async () => (await admin.get(users.showUser, { params: { id: user } })).mfa;
const groupsOfUser = () => admin.get(groups.showUserGroups, { params: { id: user } });

const details = async (kind: string) => {
  const events = await world.parts.database
    .selectFrom("audit_events")
    .select(["kind", "detail", "actor", "subject"])
    .orderBy("id")
    .execute();
  return events.filter((event) => event.kind === kind).map(({ detail }) => detail);
};

const subjects = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails.filter(({ to }) => to !== "ada@example.com").map(({ subject }) => subject);
};

/** Makes the second factor so old that changes need reauthentication. The session still works. */
async function grownStale(): Promise<void> {
  world.clock.turnTo(world.clock.now() + 15 * 60_000);
}

const reached = async () => {
  const { count } = await world.parts.database
    .selectFrom("accounts")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("realm", "=", "user")
    .where("mfa_required", "=", 1)
    .executeTakeFirstOrThrow();
  return count;
};

async function locked(): Promise<string> {
  const id = await group("Staff", 1);
  await join(id);
  await world.pass(day);
  admin = await loggedInAgain();
  return id;
}

async function loggedInAgain(): Promise<Browser> {
  await world.addAccount({ ...ada, login: "eve" });
  return proven(world, { ...ada, login: "eve" });
}

async function group(name: string, days: number): Promise<string> {
  const { id } = await add(name);
  await require(id, days);
  return id;
}

describe("groups", () => {
  test("are created, listed by name with counts, searched, renamed and deleted", async () => {
    const staff = await add("Staff");
    await add("café");
    await join(staff.id);
    const { groups: listed, next } = await admin.get(groups.listGroups, { query: {} });
    expect(listed).toMatchObject([
      { name: "café", members: 0, notSetUp: 0, requirement: null },
      { name: "Staff", members: 1, notSetUp: 1 },
    ]);
    expect(next).toBeNull();
    const found = await admin.get(groups.listGroups, { query: { search: "AFE" } });
    expect(found.groups.map(({ name }) => name)).toEqual(["café"]);
    expect((await admin.get(groups.listGroups, { query: { search: "%" } })).groups).toEqual([]);
    await admin.get(groups.renameGroup, { params: { id: staff.id }, body: { name: "Crew" } });
    await admin.get(groups.deleteGroup, { params: { id: staff.id } });
    const refused = await admin.refusal(groups.showGroup, { params: { id: staff.id } });
    expect(refused.code).toBe("not-found");
    expect(await details("group_rename")).toEqual(["Staff, now Crew"]);
    expect(await details("group_delete")).toEqual(["Crew"]);
    expect(await world.parts.database.selectFrom("user_groups").select("name").execute()).toEqual([
      { name: "café" },
    ]);
  });

  test("have one name each, in any case and with any accents", async () => {
    await add("Café");
    expect((await admin.refusal(groups.addGroup, { body: { name: "CAFE" } })).code).toBe("group-name-taken");
    const { id } = await add("Staff");
    const body = { name: "cafe" };
    const refused = await admin.refusal(groups.renameGroup, { params: { id }, body });
    expect(refused.code).toBe("group-name-taken");
  });

  test("are read page by page", async () => {
    for (const name of ["a", "b", "c"]) await add(name);
    const first = await admin.get(groups.listGroups, { query: { limit: 2 } });
    expect(first.groups.map(({ name }) => name)).toEqual(["a", "b"]);
    const query = { limit: 2, after: first.next ?? "" };
    const second = await admin.get(groups.listGroups, { query });
    expect([second.groups.map(({ name }) => name), second.next]).toEqual([["c"], null]);
  });

  test("count who has set up", async () => {
    const { id } = await add("Staff");
    await join(id);
    await require(id, 7);
    await enrol(await loggedIn(world, ursula), world.clock);
    expect(await admin.get(groups.showGroup, { params: { id } })).toMatchObject({ members: 1, notSetUp: 0 });
    await join((await add("Crew")).id);
    const { groups: listed } = await admin.get(groups.listGroups, { query: {} });
    expect(listed.map(({ notSetUp }) => notSetUp)).toEqual([0, 0]);
  });

  test("filter the list of users", async () => {
    const { id } = await add("Staff");
    await join(id);
    await world.addAccount({ ...ursula, login: "other" });
    const { users: members } = await admin.get(users.listUsers, { query: { group: id } });
    expect(members.map(({ username }) => username)).toEqual(["ursula"]);
    const none = await admin.get(users.listUsers, { query: { group: id, mfa: "required" } });
    expect(none.users).toEqual([]);
  });

  test("take users only, and each once", async () => {
    const { id } = await add("Staff");
    await join(id);
    const again = await admin.refusal(groups.addMember, { params: { id }, body: { user } });
    expect(again.code).toBe("already-done");
    const { id: administrator } = await world.addAccount(grace);
    const refused = await admin.refusal(groups.addMember, { params: { id }, body: { user: administrator } });
    expect(refused.code).toBe("not-found");
    await leave(id);
    const params = { id, member: user };
    expect((await admin.refusal(groups.removeMember, { params })).code).toBe("already-done");
    expect(await details("group_member_add")).toEqual(["Staff"]);
    expect(await details("group_member_remove")).toEqual(["Staff"]);
  });
});

describe("the requirement of a group", () => {
  test("starts the days of its members at once, tells them, and is in the activity log", async () => {
    const { id } = await add("Staff");
    await join(id);
    world.clock.turnTo(world.clock.now() + 60_000);
    await require(id, 7);
    expect(await shown()).toMatchObject({
      isRequired: true,
      isRequiredForUser: false,
      enrolBy: inDays(7),
    });
    expect(await subjects()).toEqual(["Set up multi-factor authentication"]);
    expect(await details("group_mfa_requirement")).toEqual(["Staff: required, 7 days to set up"]);
    expect(await details("user_mfa_requirement")).toEqual([
      `required, to set up by ${inDays(7)} (group Staff)`,
    ]);
    expect(await groupsOfUser()).toMatchObject({
      groups: [{ name: "Staff", days: 7, enrolBy: inDays(7) }],
      source: { kind: "group", name: "Staff" },
    });
  });

  test("starts the days when a user joins later", async () => {
    const id = await group("Staff", 7);
    world.clock.turnTo(world.clock.now() + 5 * 60_000);
    await join(id);
    expect((await shown()).enrolBy).toBe(inDays(7));
    await world.pass(7 * day);
    expect((await logIn(world.browser(), ursula)).at).toBe("locked");
  });

  test("starts the days of an invited user when the invitation is accepted", async () => {
    await world.addAccount(grace);
    const id = await group("Staff", 7);
    const body = { username: "uma", email: "uma@example.com", name: "Uma" };
    const uma = await admin.get(users.addUser, { body });
    await join(id, uma.id);
    expect((await admin.get(users.showUser, { params: { id: uma.id } })).mfa).toMatchObject({
      isRequired: true,
      enrolBy: null,
      daysFromAcceptance: 7,
    });
    await world.pass(day);
    const token = /\/invitation#(\S+)/.exec(world.mails.map(({ text }) => text).join())?.[1] ?? "";
    await world.browser().get(acceptInvitation, { body: { token, password: ursula.password } });
    const accepted = inDays(7);
    admin = await proven(world, grace);
    const params = { id: uma.id };
    expect(await admin.get(groups.showUserGroups, { params })).toMatchObject({
      groups: [{ enrolBy: accepted }],
      source: { name: "Staff" },
    });
    expect((await admin.get(users.showUser, { params })).mfa.enrolBy).toBe(accepted);
  });

  test("counts if it is the earliest of several", async () => {
    const slow = await group("Slow", 30);
    const fast = await group("Fast", 3);
    await join(slow);
    await join(fast);
    expect(await groupsOfUser()).toMatchObject({ source: { name: "Fast" } });
    expect((await shown()).enrolBy).toBe(inDays(3));
    await leave(fast);
    expect((await shown()).enrolBy).toBe(inDays(30));
    expect((await details("user_mfa_requirement")).at(-1)).toBe(`moved to ${inDays(30)} (group Fast)`);
    await leave(slow);
    expect((await shown()).isRequired).toBe(false);
    expect((await details("user_mfa_requirement")).at(-1)).toBe("no longer required (group Slow)");
  });

  test("doesn't count against an extension for one user, not even if it comes later", async () => {
    await join(await group("Staff", 7));
    const extended = inDays(10);
    await admin.get(users.extendDeadline, { params: { id: user }, body: { days: 10 } });
    await join(await group("Fast", 1));
    expect((await shown()).enrolBy).toBe(extended);
    expect((await groupsOfUser()).source).toEqual({ kind: "extended" });
    await world.pass(8 * day);
    expect((await logIn(world.browser(), ursula)).at).toBe("set-up");
  });

  test("comes beside the user's own requirement, which ends by itself", async () => {
    const id = await group("Staff", 7);
    await join(id);
    await save({ isRequired: true, days: 3 });
    expect(await shown()).toMatchObject({ isRequiredForUser: true, enrolBy: inDays(3) });
    expect((await groupsOfUser()).source).toEqual({ kind: "set" });
    await save({ isRequired: false });
    expect(await shown()).toMatchObject({ isRequiredForUser: false, isRequired: true, enrolBy: inDays(7) });
    expect((await details("user_mfa_requirement")).at(-1)).toBe("required only by groups now");
    await save({ isRequired: true, days: 3 });
    await leave(id);
    expect(await shown()).toMatchObject({ isRequiredForUser: true, enrolBy: inDays(3) });
  });

  test("is set once by two administrators, and the second is told", async () => {
    const { id, version } = await add("Staff");
    await require(id, 7);
    const body = { version, ...required(3) };
    const refused = await admin.refusal(groups.setGroupRequirement, { params: { id }, body });
    expect(refused.code).toBe("changed-meanwhile");
  });
});

describe("no group opens an account", () => {
  test.for([
    ["leaving it", (id: string) => leave(id)],
    ["more days for it", (id: string) => require(id, 30)],
    ["the end of its requirement", (id: string) => release(id)],
    ["deleting it", (id: string) => admin.get(groups.deleteGroup, { params: { id } })],
  ] as const)("%s leaves a locked member locked", { tags: ["AT-94"] }, async ([, change]) => {
    const id = await locked();
    const deadline = (await shown()).enrolBy;
    await change(id);
    expect(await shown()).toMatchObject({ isRequired: true, enrolBy: deadline });
    expect((await logIn(world.browser(), ursula)).at).toBe("locked");
    await admin.get(users.extendDeadline, { params: { id: user }, body: { days: 2 } });
    expect((await logIn(world.browser(), ursula)).at).toBe("set-up");
  });

  test("leaving it keeps set-up due after a reset, until an administrator says that MFA isn't required", {
    tags: ["AT-94"],
  }, async () => {
    const id = await group("Staff", 7);
    await join(id);
    await enrol(await loggedIn(world, ursula), world.clock);
    await admin.get(users.resetAuthenticator, { params: { id: user }, body: { days: null } });
    await leave(id);
    expect(await shown()).toMatchObject({ isRequired: true, isRequiredForUser: true, enrolBy: null });
    expect((await details("user_mfa_requirement")).at(-1)).toMatch(/^required as before, because /);
    const body = { mfa: { isRequired: false } } as const;
    await admin.get(users.saveUser, { params: { id: user }, body });
    expect((await logIn(world.browser(), ursula)).at).toBe("signed-in");
  });

  test("ending the user's own requirement ends no lock while a group requires MFA", {
    tags: ["AT-94"],
  }, async () => {
    await locked();
    await save({ isRequired: true, days: 7 });
    await save({ isRequired: false });
    expect((await logIn(world.browser(), ursula)).at).toBe("locked");
  });

  test("a requirement of the user's own keeps the lock, also while a group's end isn't applied yet", {
    tags: ["AT-94"],
  }, async () => {
    const id = await locked();
    const deadline = (await shown()).enrolBy;
    const end = { required_days: null, required_at: null };
    await storeChange(world.parts.database, id, end, user);
    await grownStale();
    await save({ isRequired: true, days: 30 });
    expect(await shown()).toMatchObject({ isRequired: true, isRequiredForUser: true, enrolBy: deadline });
    await applyChanges(world.parts, world.clock.now());
    expect(await shown()).toMatchObject({ isRequired: true, enrolBy: deadline });
    expect((await logIn(world.browser(), ursula)).at).toBe("locked");
  });

  test("with an old second factor no rule is eased and no member leaves", { tags: ["AT-94"] }, async () => {
    const id = await group("Staff", 7);
    await join(id);
    await admin.get(groups.setNewUsers, { body: { days: 7 } });
    await grownStale();
    const params = { id };
    const code = "insufficient-user-authentication";
    for (const mfa of [{ isRequired: false }, { isRequired: true, days: 3 }] as const)
      expect((await admin.refusal(groups.setGroupRequirement, { params, body: { mfa } })).code).toBe(code);
    expect((await admin.refusal(groups.removeMember, { params: { id, member: user } })).code).toBe(code);
    expect((await admin.refusal(groups.deleteGroup, { params })).code).toBe(code);
    for (const days of [null, 30])
      expect((await admin.refusal(groups.setNewUsers, { body: { days } })).code).toBe(code);
    await admin.get(groups.setNewUsers, { body: { days: 3 } });
    await require((await add("Crew")).id, 7);
    expect((await shown()).enrolBy).not.toBeNull();
  });
});

describe("a change of a large group", () => {
  const size = 130;

  async function fill(id: string): Promise<void> {
    const { database } = world.parts;
    for (let n = 0; n < size; n++) {
      const username = `user${n}`;
      const person = { realm: "user", username, email: `${username}@example.com`, name: username } as const;
      const account = await insertAccount(database, { ...person, passwordHash: "x", now: 0 });
      await insertMember(database, id, account, 0);
    }
  }

  test("reaches some members at once and the others by the ticker, each once", async () => {
    const { id } = await add("Staff");
    await fill(id);
    expect(await require(id, 7)).toMatchObject({ members: size, isBeingApplied: true });
    expect(await reached()).toBe(100);
    await world.pass(0);
    expect(await reached()).toBe(size);
    expect(await details("user_mfa_requirement")).toHaveLength(size);
    expect(await subjects()).toHaveLength(size);
    expect((await admin.get(groups.showGroup, { params: { id } })).isBeingApplied).toBe(false);
  });

  test("continues after an interruption, also with the deletion of the group", async () => {
    const { id } = await add("Staff");
    await fill(id);
    await require(id, 7);
    await applyChanges(world.parts, world.clock.now());
    await admin.get(groups.deleteGroup, { params: { id } });
    expect(await reached()).toBe(size - 100);
    expect((await admin.get(groups.listGroups, { query: {} })).groups).toEqual([]);
    await applyChanges(world.parts, world.clock.now(), { most: 20 });
    expect(await reached()).toBe(size - 120);
    await applyChanges(world.parts, world.clock.now());
    expect(await reached()).toBe(0);
    expect(await world.parts.database.selectFrom("user_groups").selectAll().execute()).toEqual([]);
  });

  test("that is changed again begins again", async () => {
    const { id } = await add("Staff");
    await fill(id);
    await require(id, 7);
    const change = { required_days: 3, required_at: world.clock.now() };
    await storeChange(world.parts.database, id, change, user);
    await applyChanges(world.parts, world.clock.now());
    const rows = await world.parts.database
      .selectFrom("accounts")
      .select("enrol_by")
      .where("mfa_required", "=", 1)
      .where("realm", "=", "user")
      .execute();
    expect(new Set(rows.map(({ enrol_by }) => enrol_by))).toEqual(new Set([world.clock.now() + 3 * day]));
    expect(rows).toHaveLength(size);
  });
});

describe("new users", () => {
  test("get the requirement, with days from the acceptance, and others keep theirs", async () => {
    expect(await admin.get(groups.showNewUsers, {})).toEqual({ days: null });
    await admin.get(groups.setNewUsers, { body: { days: 14 } });
    const body = { username: "uma", email: "uma@example.com", name: "Uma" };
    expect((await admin.get(users.addUser, { body })).mfa).toMatchObject({
      isRequired: true,
      isRequiredForUser: true,
      daysFromAcceptance: 14,
    });
    expect((await shown()).isRequired).toBe(false);
    expect(await details("new_users_mfa_requirement")).toEqual(["required, 14 days to set up"]);
  });

  test("get less only with a fresh second factor", async () => {
    await admin.get(groups.setNewUsers, { body: { days: 7 } });
    await grownStale();
    const uma = { username: "uma", email: "uma@example.com", name: "Uma" };
    for (const mfa of [{ isRequired: false }, { isRequired: true, days: 30 }] as const) {
      const refused = await admin.refusal(users.addUser, { body: { ...uma, mfa } });
      expect(refused.code).toBe("insufficient-user-authentication");
    }
    const mfa = { isRequired: true, days: 3 } as const;
    const added = await admin.get(users.addUser, { body: { ...uma, mfa } });
    expect(added.mfa.daysFromAcceptance).toBe(3);
  });

  test("aren't asked for MFA once the policy has ended", async () => {
    await admin.get(groups.setNewUsers, { body: { days: 14 } });
    await admin.get(groups.setNewUsers, { body: { days: null } });
    const body = { username: "uma", email: "uma@example.com", name: "Uma" };
    expect((await admin.get(users.addUser, { body })).mfa.isRequired).toBe(false);
  });
});

test("storing a requirement that didn't change tells no one", async () => {
  await join(await group("Staff", 7));
  expect(await storeRequirement(world.parts.database, user, world.clock.now())).toBeNull();
});

describe("a group that opens an application", { tags: ["AT-152"] }, () => {
  const person = { username: "uwe", email: "uwe@example.com", name: "Uwe" };

  test("gets a member or a new user only with a fresh second factor", async () => {
    const { id } = await add("Staff");
    const { id: other } = await add("Others");
    await RelyingParty.add(world, { groups: [id] });
    await grownStale();
    const refused = await admin.refusal(groups.addMember, { params: { id }, body: { user } });
    expect(refused.code).toBe("insufficient-user-authentication");
    const body = { ...person, groups: [other, id] };
    expect((await admin.refusal(users.addUser, { body })).code).toBe("insufficient-user-authentication");
    expect((await groupsOfUser()).groups).toEqual([]);
    await join(other);
    await world.addAccount(grace);
    admin = await proven(world, grace);
    await join(id);
    await admin.get(users.addUser, { body });
    expect(await admin.get(groups.showGroup, { params: { id } })).toMatchObject({ members: 2 });
  });

  test("that is open to everyone anyway takes none", async () => {
    const { id } = await add("Staff");
    await RelyingParty.add(world, { groups: [id] });
    await world.parts.database.updateTable("applications").set({ open_to: "everyone" }).execute();
    await grownStale();
    expect(await join(id)).toMatchObject({ members: 1 });
  });
});
