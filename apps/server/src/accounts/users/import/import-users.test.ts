import { hash as argonHash } from "@node-rs/argon2";
import { hash as bcryptHash } from "@node-rs/bcrypt";
import { listActivity } from "@sallyport/contract/activity";
import * as groups from "@sallyport/contract/groups";
import {
  confirmJob,
  type Job,
  jobReport,
  listJobRows,
  pauseJob,
  resumeJob,
  showJob,
} from "@sallyport/contract/jobs";
import { submitPassword } from "@sallyport/contract/sign-in";
import { draftImport, inspectImport, type Mapping } from "@sallyport/contract/user-import";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { ada, asUser, proven, ursula } from "../../../../lab/simulation/people.ts";
import { rowsIn } from "../../../../lab/simulation/rows-in.ts";
import { type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { day, hour, instant } from "../../../core/clock.ts";
import { importedCosts } from "../../../passwords/imported-costs.repository.ts";
import { usualCost } from "../../../passwords/rules/hash-cost.ts";

let world: SimulatedApp;
let admin: Browser;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const base64 = (text: string) => Buffer.from(text).toString("base64");

async function draft(
  text: string,
  days: number | null = null,
  changes: Partial<Mapping> = {},
): Promise<string> {
  const file = base64(text);
  const { mapping } = await admin.get(inspectImport, { body: { file } });
  const body = { file, fileName: "people.csv", mapping: { ...mapping, ...changes }, days };
  return (await admin.get(draftImport, { body })).id;
}

async function report(id: string) {
  const { rows } = await admin.get(listJobRows, { params: { id }, query: {} });
  return rows.map(({ label, result, reason }) => [label, result, reason]);
}

async function run(id: string): Promise<Job> {
  await admin.get(confirmJob, { params: { id }, body: {} });
  await world.pass(0);
  return admin.get(showJob, { params: { id } });
}

async function found(search: string) {
  const { users: list } = await admin.get(users.listUsers, { query: { search } });
  return list[0];
}

const hash = async (text: string, cost = 10) => bcryptHash(text, { cost });
const logsIn = async (login: string, password: string) =>
  (await world.browser().ask(submitPassword, { ...asUser, body: { login, password } })).ok;

const linesOf = async (login: string, ...costs: number[]) => {
  const hashes = await Promise.all(costs.map((cost) => hash("p", cost)));
  return hashes.map((one, n) => `U,${login}${n}@example.com,${one}`).join("\n");
};

const count = async () => (await admin.get(users.countUsers, {})).all;

test("the columns of a file are found, and its first lines are shown", async () => {
  const file = base64("Name;E-mail\nUma;uma@example.com\nVera;vera@example.com\n");
  expect(await admin.get(inspectImport, { body: { file } })).toEqual({
    encoding: "utf-8",
    delimiter: ";",
    columns: ["Name", "E-mail"],
    samples: [
      ["Uma", "uma@example.com"],
      ["Vera", "vera@example.com"],
    ],
    rows: 2,
    mapping: {
      name: 0,
      firstName: null,
      lastName: null,
      email: 1,
      username: null,
      days: null,
      groups: null,
      passwordHash: null,
    },
  });
});

test("the dry run says of each line what would happen, and changes nothing", async () => {
  const id = await draft(
    [
      "name,email,username,days",
      "Uma,uma@example.com,,",
      "Ursula,URSULA@example.com,,",
      "Uma again,Uma@Example.com,,",
      "Vera,vera@example.com,ursula,",
      "Vera,vera@example.com,vera,7.5",
      "Wanda,ursula@other.example,,3",
      "Other,uma@other.example,wilma,",
      "Wilma,wilma@example.com,,",
      "=1+1,xenia@example.com,,",
      ",yara@example.com,,",
      "Zoe,zoe@example.com,wilma,",
    ].join("\n"),
  );
  expect(await report(id)).toEqual([
    ["Line 2: uma@example.com (uma)", "waiting", null],
    ["Line 3: URSULA@example.com", "skipped", "email-taken"],
    ["Line 4: Uma@Example.com", "skipped", "email-twice:2"],
    ["Line 5: vera@example.com", "skipped", "username-taken"],
    ["Line 6: vera@example.com", "skipped", "days-invalid"],
    ["Line 7: ursula@other.example (ursula2)", "waiting", null],
    ["Line 8: uma@other.example (wilma)", "waiting", null],
    ["Line 9: wilma@example.com (wilma2)", "waiting", null],
    ["Line 10: xenia@example.com", "skipped", "formula"],
    ["Line 11: yara@example.com", "skipped", "name-invalid"],
    ["Line 12: zoe@example.com", "skipped", "username-twice:8"],
  ]);
  expect(await count()).toBe(1);
  const [, ...rows] = rowsIn((await admin.get(jobReport, { params: { id } })).slice(1));
  expect(rows.slice(0, 3)).toEqual([
    ["1", "Line 2: uma@example.com (uma)", "waiting", ""],
    ["2", "Line 3: URSULA@example.com", "skipped", "Another user has this e-mail address"],
    ["3", "Line 4: Uma@Example.com", "skipped", "The same e-mail address as line 2"],
  ]);
});

test("the import adds and invites each user of the report, with days from the acceptance", async () => {
  const id = await draft("name,email,days\nUma,uma@example.com,3\nVera,vera@example.com,\n", 14);
  expect(await run(id)).toMatchObject({
    state: "ended",
    done: 2,
    skipped: 0,
    title: "Import users from people.csv",
  });
  expect(await found("uma")).toMatchObject({
    username: "uma",
    state: "staged",
    mfa: { isRequired: true, daysFromAcceptance: 3 },
  });
  expect(await found("vera")).toMatchObject({ mfa: { isRequired: true, daysFromAcceptance: 14 } });
  const invited = world.mails.filter(({ subject }) => subject.startsWith("Your account at"));
  expect(invited.map(({ to }) => to).toSorted()).toEqual(["uma@example.com", "vera@example.com"]);
  const { events } = await admin.get(listActivity, { query: { kind: "user_create" } });
  expect(events.map(({ actor, subject, detail }) => [actor, subject, detail])).toEqual([
    ["ada@example.com", "vera@example.com", "imported"],
    ["ada@example.com", "uma@example.com", "imported"],
  ]);
});

test("an import may invite more users than the limit of one hour", { tags: ["AT-85"] }, async () => {
  const lines = Array.from({ length: 70 }, (_, n) => `Member ${n},member-${n}@example.com`);
  expect(await run(await draft(`name,email\n${lines.join("\n")}`))).toMatchObject({ done: 70 });
});

test("a line whose address was taken after the report adds nothing, and the others go on", async () => {
  const id = await draft("name,email\nUma,uma@example.com\nVera,vera@example.com\n");
  const body = { username: "other", email: "uma@example.com", name: "Other" };
  await admin.get(users.addUser, { body });
  expect(await run(id)).toMatchObject({ done: 1, skipped: 1 });
  expect(await report(id)).toEqual([
    ["Line 2: uma@example.com (uma)", "skipped", "email-taken"],
    ["Line 3: vera@example.com (vera)", "done", null],
  ]);
  expect(await count()).toBe(3);
});

test("an import is paused and resumed, and no line is imported twice", async () => {
  const id = await draft("name,email\nUma,uma@example.com\nVera,vera@example.com\n");
  await admin.get(confirmJob, { params: { id }, body: {} });
  await admin.get(pauseJob, { params: { id } });
  await world.pass(0);
  const before = await count();
  await admin.get(resumeJob, { params: { id } });
  await world.pass(0);
  expect([before, await count()]).toEqual([1, 3]);
  expect(await admin.get(showJob, { params: { id } })).toMatchObject({ state: "ended", done: 2 });
});

const newGroup = async (name: string, days: number) => {
  const { id } = await admin.get(groups.addGroup, { body: { name } });
  const mfa = { isRequired: true, days } as const;
  await admin.get(groups.setGroupRequirement, { params: { id }, body: { mfa } });
  return id;
};

describe("groups", () => {
  test("are found by their names, and an unknown one is a mistake of its line", async () => {
    const staff = await newGroup("Staff", 7);
    await newGroup("Crew: night", 3);
    const id = await draft(
      [
        "name,email,groups",
        "Uma,uma@example.com,staff;CREW: night;Staff",
        "Vera,vera@example.com,Staff;Crew: day",
        "Wanda,wanda@example.com,",
      ].join("\n"),
    );
    expect(await report(id)).toEqual([
      ["Line 2: uma@example.com (uma)", "waiting", null],
      ["Line 3: vera@example.com", "skipped", "group-unknown:Crew: day"],
      ["Line 4: wanda@example.com (wanda)", "waiting", null],
    ]);
    const [, , [, , , why] = []] = rowsIn((await admin.get(jobReport, { params: { id } })).slice(1));
    expect(why).toBe("No group has the name Crew: day");
    expect(await run(id)).toMatchObject({ done: 2, skipped: 1 });
    expect((await found("uma"))?.mfa).toMatchObject({ isRequiredForUser: false, daysFromAcceptance: 3 });
    expect((await found("wanda"))?.mfa.isRequired).toBe(false);
    expect(await admin.get(groups.showGroup, { params: { id: staff } })).toMatchObject({ members: 1 });
  });

  test("make one mail for a user with a password hash, about the earliest deadline", async () => {
    await newGroup("Staff", 7);
    await newGroup("Crew", 3);
    const secret = await hash("the old phrase");
    await run(await draft(`name,email,groups,hash\nUma,uma@example.com,Staff;Crew,${secret}\n`, 5));
    expect((await found("uma"))?.mfa.enrolBy).toBe(instant(world.clock.now() + 3 * day));
    expect(world.mails.filter(({ to }) => to === "uma@example.com")).toHaveLength(1);
  });

  test("that were deleted after the report add no user", async () => {
    const staff = await newGroup("Staff", 7);
    const id = await draft("name,email,groups\nUma,uma@example.com,Staff\nVera,vera@example.com,\n");
    await admin.get(groups.deleteGroup, { params: { id: staff } });
    expect(await run(id)).toMatchObject({ done: 1, skipped: 1 });
    expect((await report(id))[0]).toEqual(["Line 2: uma@example.com (uma)", "skipped", "group-deleted"]);
    expect(await found("uma")).toBeUndefined();
  });
});

describe("password hashes", () => {
  test("a user with a hash is active, gets no invitation, and logs in with the old password", async () => {
    const lines = `name,email,hash\nUma,uma@example.com,${await hash("the old phrase")}\n`;
    expect(await run(await draft(lines, 7))).toMatchObject({ done: 1 });
    const uma = await found("uma");
    expect(uma).toMatchObject({ state: "active", mfa: { enrolBy: instant(world.clock.now() + 7 * day) } });
    expect(world.mails.filter(({ to }) => to === "uma@example.com").map(({ subject }) => subject)).toEqual([
      expect.stringContaining("Set up"),
    ]);
    expect(await importedCosts(world.parts.database)).toEqual(["$2b$10$"]);
    expect(await logsIn("uma", "the new phrase")).toBe(false);
    expect(await logsIn("uma", "the old phrase")).toBe(true);
    await world.pass(2 * hour);
    expect(await importedCosts(world.parts.database)).toEqual([]);
    expect(await logsIn("uma", "the old phrase")).toBe(true);
  });

  test("a third cost is refused, because each login would compute all of them", {
    tags: ["AT-68"],
  }, async () => {
    const lines = [];
    for (const cost of [10, 11, 12, 10])
      lines.push(`U,u${lines.length}@example.com,${await hash("p", cost)}`);
    expect(
      (await report(await draft(`name,email,hash\n${lines.join("\n")}`))).map(([, , reason]) => reason),
    ).toEqual([null, null, "too-many-costs", null]);
  });

  test("of the server's own cost take no place of the two", async () => {
    const own = `"${await argonHash("p", usualCost)}"`;
    const foreign = `${await linesOf("b", 10, 11)}\nC,c@example.com,`;
    const id = await draft(`name,email,hash\n${foreign}\nA,a@example.com,${own}\nD,d@example.com,${own}`);
    expect((await report(id)).map(([, , reason]) => reason)).toEqual([null, null, null, null, null]);
    expect(await run(id)).toMatchObject({ done: 5 });
    expect(await importedCosts(world.parts.database)).toEqual(["$2b$10$", "$2b$11$"]);
    expect(await logsIn("a", "p")).toBe(true);
  });

  test("two imports at once bring no third cost either", async () => {
    const first = await draft(`name,email,hash\n${await linesOf("a", 10, 11)}`);
    const second = await draft(`name,email,hash\n${await linesOf("b", 11, 12)}`);
    expect(await run(first)).toMatchObject({ done: 2 });
    expect(await run(second)).toMatchObject({ done: 1, skipped: 1 });
  });

  test("no answer shows a hash, and the job forgets it", { tags: ["AT-33"] }, async () => {
    const secret = await hash("the old phrase");
    const id = await draft(`name,email,hash\nUma,uma@example.com,${secret}\n`);
    await run(id);
    const answers = [
      await admin.get(showJob, { params: { id } }),
      await admin.get(listJobRows, { params: { id }, query: {} }),
      await admin.get(jobReport, { params: { id } }),
      await found("uma"),
    ];
    expect(JSON.stringify(answers)).not.toContain(secret.slice(7));
    const rows = await world.parts.database.selectFrom("job_rows").select("input").execute();
    expect(rows).toEqual([{ input: null }]);
  });
});

test("the form names the column that is missing", async () => {
  const { fields } = await admin.refusal(draftImport, {
    body: {
      file: base64("a,b\n1,2\n"),
      fileName: "people.csv",
      mapping: {
        name: null,
        firstName: null,
        lastName: null,
        email: null,
        username: null,
        days: null,
        groups: null,
        passwordHash: null,
      },
      days: null,
    },
  });
  expect(fields?.map(({ path }) => path)).toEqual(["mapping.email", "mapping.name"]);
});

test("a confirmation takes a fresh second factor", { tags: ["AT-08"] }, async () => {
  const id = await draft("name,email\nUma,uma@example.com\n");
  await world.pass(20 * 60_000);
  const { code } = await admin.refusal(confirmJob, { params: { id }, body: {} });
  expect(code).toBe("insufficient-user-authentication");
});
