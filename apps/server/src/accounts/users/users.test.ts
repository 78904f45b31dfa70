import type { Request } from "@sallyport/contract/endpoint";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { openSetUpLink } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  grace,
  loggedIn,
  logIn,
  proven,
  requireMfa,
  ursula,
  withPasswordAlone,
} from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { insertAccount } from "../accounts.repository.ts";

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const insertUser = (username: string, name = username) =>
  insertAccount(world.parts.database, {
    realm: "user",
    username,
    email: `${username}@mail.example`,
    name,
    now: world.clock.now(),
  });

const page = (query: { after?: string; limit?: number; search?: string }) =>
  admin.get(users.listUsers, { query });
const newestToken = async () => {
  await world.parts.outbox.deliverDue();
  return /#([\w-]{43})/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
};
const names = (list: { users: { username: string }[] }) => list.users.map(({ username }) => username);
const save = (body: { name: string; email: string }) =>
  admin.ask(users.saveUser, { params: { id: userId }, body: { ...body, mfa: { isRequired: false } } });
const shown = () => admin.get(users.showUser, { params: { id: userId } });
const saveParts = (body: Request<typeof users.saveUser>["body"]) =>
  admin.get(users.saveUser, { params: { id: userId }, body });

describe("the list", () => {
  test("comes in pages, in the order of usernames, without administrators", async () => {
    for (const username of ["dora", "bert", "anna", "carl"]) await insertUser(username);
    const first = await page({ limit: 2 });
    expect(names(first)).toEqual(["anna", "bert"]);
    const second = await page({ limit: 2, after: first.next ?? "" });
    expect(names(second)).toEqual(["carl", "dora"]);
    const third = await page({ limit: 2, after: second.next ?? "" });
    expect(names(third)).toEqual(["ursula"]);
    expect(third.next).toBeNull();
  });

  test("has no next page when the last one is exactly full", async () => {
    await insertUser("anna");
    expect(await page({ limit: 2 })).toMatchObject({ next: null });
  });

  test("neither repeats nor skips anybody when users are added and removed between two pages", async () => {
    for (const username of ["anna", "bert", "carl"]) await insertUser(username);
    const first = await page({ limit: 2 });
    await insertUser("aaron");
    await insertUser("bob");
    await world.parts.database.deleteFrom("accounts").where("username", "=", "bert").execute();
    expect(names(await page({ limit: 9, after: first.next ?? "" }))).toEqual(["bob", "carl", "ursula"]);
  });

  test("is searched by the beginning of words, in any case, and comes in the order of what matched", async () => {
    await insertUser("x1", "Berta Benz");
    await insertUser("berta");
    await insertUser("roberta");
    expect(names(await page({ search: "BERT" }))).toEqual(["x1", "berta"]);
    expect(names(await page({ search: "x1@mail" }))).toEqual(["x1"]);
    expect(names(await page({ search: "ada" }))).toEqual([]);
  });

  test("takes %, _ and \\ for what they are", async () => {
    await insertUser("x1", "100% Paul");
    await insertUser("x2", "back\\slash");
    await insertUser("x_3", "1000 Paul");
    expect(names(await page({ search: "%" }))).toEqual([]);
    expect(names(await page({ search: "100%" }))).toEqual(["x1"]);
    expect(names(await page({ search: "x_" }))).toEqual(["x_3"]);
    expect(names(await page({ search: "back\\" }))).toEqual(["x2"]);
  });
});

describe("adding a user", () => {
  const uma = { username: "uma", email: "Uma@Example.com", name: "Uma" };

  test("makes a staged account; capitals in the username do not count", async () => {
    const added = await admin.get(users.addUser, { body: { ...uma, username: " UMA " } });
    expect(added).toMatchObject({ username: "uma", email: "Uma@Example.com", state: "staged", locks: [] });
    expect(added.mfa).toEqual({
      isRequired: false,
      isRequiredForUser: false,
      isEnrolled: false,
      enrolBy: null,
      enrolledAt: null,
    });
  });

  test("refuses a taken e-mail address, in upper or lower case, and a taken username", async () => {
    await admin.get(users.addUser, { body: uma });
    const refusal = async (body: typeof uma) => (await admin.refusal(users.addUser, { body })).code;
    expect(await refusal({ ...uma, username: "other", email: "uma@example.COM" })).toBe("email-taken");
    expect(await refusal({ ...uma, username: "UMA", email: "other@example.com" })).toBe("username-taken");
    const { users: all } = await admin.get(users.listUsers, { query: {} });
    expect(all).toHaveLength(2);
    await world.parts.outbox.deliverDue();
    expect(world.mails).toHaveLength(1);
  });

  test("of many at once with one username, one is added", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        admin.copy().ask(users.addUser, { body: { ...uma, email: `uma${index}@example.com` } }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("users and administrators may share an e-mail address", async () => {
    await admin.get(users.addUser, { body: { ...uma, email: "ada@example.com" } });
    expect(await logIn(world.browser(), ada)).toMatchObject({
      at: "signed-in",
      me: { realm: "administrator" },
    });
  });
});

describe("saving a user", () => {
  test("changes name and e-mail address, and the new address signs in", async () => {
    admin = await proven(world, ada);
    await save({ name: "Ursula Undress", email: "new@example.com" });
    const browser = world.browser();
    expect(await logIn(browser, { ...ursula, login: "new@example.com" })).toMatchObject({ at: "signed-in" });
    await expect(logIn(browser, { ...ursula, login: "ursula@example.com" })).rejects.toThrow(
      "wrong-credentials",
    );
  });

  test("to a corrected address, invites again there: the first link ends, and a stranger there learns nothing", async () => {
    admin = await proven(world, ada);
    const body = { username: "uma", email: "una@example.com", name: "Uma" };
    const { id } = await admin.get(users.addUser, { body });
    const older = await newestToken();
    await admin.get(users.saveUser, { params: { id }, body: { email: "uma@example.com" } });
    const newer = await newestToken();
    const mailed = world.mails.map(({ to }) => to).filter((to) => to !== "ada@example.com");
    expect(mailed).toEqual(["una@example.com", "uma@example.com"]);
    const accept = (token: string) =>
      world.browser().ask(acceptInvitation, { body: { token, password: "a phrase of my own" } });
    expect(await accept(older)).toMatchObject({ problem: { code: "link-invalid" } });
    expect(await accept(newer)).toMatchObject({ ok: true });
  });

  test("to another address, ends the set-up link that was mailed to the one before", async () => {
    admin = await proven(world, ada);
    world.parts.isSetUpLinkNeeded = true;
    await requireMfa(admin, userId);
    const token = await newestToken();
    await admin.get(users.saveUser, { params: { id: userId }, body: { email: "new@example.com" } });
    const browser = await loggedIn(world, ursula);
    const late = await browser.refusal(openSetUpLink, { ...asUser, body: { token } });
    expect(late.code).toBe("link-invalid");
  });

  test("is recorded with what was changed from what, and a refusal with what it kept from", {
    tags: ["R77"],
  }, async () => {
    expect(await save({ name: "Ursula", email: "new@example.com" })).toMatchObject({ ok: false });
    admin = await proven(world, ada);
    await save({ name: "Ursula", email: "new@example.com" });
    const rows = await world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
    const details = (kind: string) => rows.filter((row) => row.kind === kind).map(({ detail }) => detail);
    expect(details("admin_access_refused")).toEqual([`second-factor-needed: ${users.saveUser.summary}`]);
    const renamed = "name from ursula to Ursula";
    expect(details("user_update")).toEqual([`${renamed}; e-mail from ursula@example.com to new@example.com`]);
  });

  test("keeps one's own address, and refuses another user's", async () => {
    await insertUser("uma");
    expect(await save({ name: "Ursula", email: "URSULA@example.com" })).toMatchObject({ ok: true });
    expect(await save({ name: "Changed", email: "uma@mail.example" })).toMatchObject({
      problem: { code: "email-taken" },
    });
    expect((await admin.get(users.showUser, { params: { id: userId } })).name).toBe("Ursula");
  });

  test("lifts the requirement, its deadline and its lock", async () => {
    await requireMfa(admin, userId, 1);
    await world.pass(24 * 60 * 60 * 1000);
    admin = await proven(world, ada);
    await save({ name: "Ursula", email: "ursula@example.com" });
    expect(await shown()).toMatchObject({ mfa: { isRequired: false, enrolBy: null }, locks: [] });
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });
});

describe("saving what was touched", () => {
  test("changes nothing else, not even a requirement that was set meanwhile", async () => {
    await requireMfa(admin, userId, 3);
    const before = await shown();
    await saveParts({ name: "Ursula Undress" });
    expect(await shown()).toMatchObject({ name: "Ursula Undress", email: before.email, mfa: before.mfa });
  });

  test("is refused when it was another user that was read, and nothing of it is saved", async () => {
    const { version } = await shown();
    await requireMfa(admin, userId, 3);
    const refused = await admin.refusal(users.saveUser, {
      params: { id: userId },
      body: { version, name: "Stale", mfa: { isRequired: false } },
    });
    expect(refused).toMatchObject({ status: 409, code: "changed-meanwhile" });
    expect(await shown()).toMatchObject({ name: "Ursula", mfa: { isRequired: true } });
  });

  test("goes on from the answer to the save before", async () => {
    const { version } = await shown();
    const first = await saveParts({ version, name: "One" });
    const second = await saveParts({ version: first.version, name: "Two" });
    expect(second.version).not.toBe(first.version);
    expect(await shown()).toEqual(second);
  });

  test("doesn't conflict with changes that the form doesn't save, such as a login or a lock", async () => {
    const { version } = await shown();
    await world.pass(60_000);
    await logIn(world.browser(), ursula);
    expect((await shown()).version).toBe(version);
  });
});

test("an administrator's id is no user's id, and the reverse", async () => {
  const { id } = await world.addAccount(grace);
  expect((await admin.refusal(users.showUser, { params: { id } })).code).toBe("not-found");
  expect((await admin.refusal(users.unlockUser, { params: { id } })).code).toBe("not-found");
});
