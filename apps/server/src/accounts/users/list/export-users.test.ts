import { listActivity } from "@sallyport/contract/activity";
import { leave } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { loggedIn, proven, requireMfa, ursula } from "../../../../lab/simulation/people.ts";
import { rowsIn } from "../../../../lab/simulation/rows-in.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { insertAccount } from "../../accounts.repository.ts";

const ada: Person = { realm: "administrator", login: "ada", password: "a phrase that is long" };
const auditor: Person = { ...ada, login: "auditor", role: "read-only" };

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

async function addMany(count: number): Promise<void> {
  const { database, clock } = world.parts;
  for (let n = 0; n < count; n += 1) {
    const name = `Member ${`${n}`.padStart(4, "0")}`;
    const who = { realm: "user", username: `member-${n}`, email: `member-${n}@example.com`, name } as const;
    await insertAccount(database, { ...who, now: clock.now() });
  }
}

async function exported(query: object = {}): Promise<Record<string, string>[]> {
  const csv = await admin.get(users.exportUsers, { query });
  const [columns = [], ...rows] = rowsIn(csv.slice(1));
  return rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? ""])));
}

test("a spreadsheet gets each user of the filter, and runs no formula", { tags: ["R78"] }, async () => {
  await requireMfa(admin, userId);
  await admin.get(users.saveUser, { params: { id: userId }, body: { name: "=1+1" } });
  const add = { username: "uma", email: "uma@example.com", name: "Uma" };
  await admin.get(users.addUser, { body: add });
  expect(await exported({ state: "active" })).toEqual([
    {
      id: userId,
      username: "ursula",
      name: "'=1+1",
      email: "ursula@example.com",
      state: "active",
      mfa_required: "yes",
      mfa_set_up: "no",
      mfa_deadline: "2027-01-11T09:00:00.000Z",
      mfa_days: "",
      mfa_set_up_at: "",
      locked: "",
      created: "2027-01-04T09:00:00.000Z",
      last_login: "",
      mail_undelivered_since: "",
    },
  ]);
  expect(await exported({ state: "staged", search: "uma" })).toMatchObject([
    { username: "uma", state: "invited", mfa_required: "no" },
  ]);
});

test("JSON lines are the users of the list, in its order", async () => {
  await addMany(3);
  const query = { sort: "name", order: "desc" } as const;
  const lines = (await admin.get(users.exportUsers, { query: { ...query, format: "jsonl" } })).trimEnd();
  const { users: listed } = await admin.get(users.listUsers, { query });
  expect(lines.split("\n").map((line) => JSON.parse(line) as object)).toEqual(
    listed.map((user) => users.ExportedUser.parse(user)),
  );
});

test("an export has each user once, on more than one page", async () => {
  await addMany(120);
  const rows = await exported({ state: "staged" });
  expect(rows).toHaveLength(120);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(120);
});

test("an export is itself an event that says what left", async () => {
  await exported({ state: "active", search: "urs" });
  const { events } = await admin.get(listActivity, { query: { kind: "users_exported" } });
  expect(events).toMatchObject([{ actor: "ada@example.com", detail: "csv: search urs, state active" }]);
});

test("an auditor may export, and a user may not", { tags: ["AT-20"] }, async () => {
  await world.addAccount(auditor);
  const csv = await (await proven(world, auditor)).get(users.exportUsers, { query: {} });
  expect(csv).toContain("ursula@example.com");
  const user = await loggedIn(world, ursula);
  expect((await user.refusal(users.exportUsers, { query: {} })).code).toBe("not-signed-in");
});

test("a download ends when the session ends", async () => {
  await addMany(400);
  const response = await world.app.inject({
    url: "/api/admin/user-export",
    headers: { host: "portal.localhost:8080" },
    cookies: Object.fromEntries(admin.cookies),
    payloadAsStream: true,
  });
  let received = "";
  await expect(async () => {
    for await (const part of response.stream()) {
      if (received === "") await admin.get(leave, { params: { realm: "administrator" } });
      received += String(part);
    }
  }).rejects.toThrow("destroyed");
  expect(received).toContain("id,username");
  expect(received.split("\r\n").length).toBeLessThan(350);
});
