import { listActivity } from "@sallyport/contract/activity";
import { MfaReportLine } from "@sallyport/contract/enforcement";
import { addGroup, addMember, setGroupRequirement } from "@sallyport/contract/groups";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { enrolPasskey } from "../../../../lab/simulation/passkey-ceremonies.ts";
import {
  ada,
  enrol,
  grace,
  loggedIn,
  proven,
  requireMfa,
  ursula,
} from "../../../../lab/simulation/people.ts";
import { rowsIn } from "../../../../lab/simulation/rows-in.ts";
import { type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../../../lab/simulation/soft-passkey.ts";
import { day } from "../../../core/clock.ts";

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  await world.addAccount(grace);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

async function reported(query: object = {}): Promise<Record<string, string>[]> {
  const csv = await admin.get(users.exportUsers, { query: { ...query, report: "mfa" } });
  const [columns = [], ...rows] = rowsIn(csv.slice(1));
  return rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? ""])));
}

test("an auditor reads who required MFA, until when, and where the deadline comes from", async () => {
  await requireMfa(admin, userId);
  await world.pass(day);
  admin = await proven(world, grace);
  await admin.get(users.extendDeadline, { params: { id: userId }, body: { days: 14 } });
  expect(await reported()).toEqual([
    {
      id: userId,
      username: "ursula",
      name: "Ursula",
      email: "ursula@example.com",
      state: "active",
      groups: "",
      mfa_required: "yes",
      required_since: "2027-01-04T09:00:00.000Z",
      required_by: "ada (ada@example.com)",
      deadline: "2027-01-19T09:00:00.000Z",
      days_after_acceptance: "",
      deadline_from: "extended for this user",
      mfa_set_up: "no",
      mfa_set_up_at: "",
      factors: "",
      locked: "",
      locked_since: "",
      last_login: "",
      mail_undelivered_since: "",
    },
  ]);
});

test("a deadline may come from a group, whose name runs no formula", { tags: ["R78"] }, async () => {
  const { id } = await admin.get(addGroup, { body: { name: "=Sales" } });
  await admin.get(setGroupRequirement, { params: { id }, body: { mfa: { isRequired: true, days: 3 } } });
  await admin.get(addMember, { params: { id }, body: { user: userId } });
  await world.pass(0);
  expect(await reported()).toMatchObject([
    {
      groups: "'=Sales",
      required_by: "ada (ada@example.com)",
      deadline: "2027-01-07T09:00:00.000Z",
      deadline_from: "group =Sales",
    },
  ]);
});

test("a user who missed the deadline is locked, with the reason and since when", async () => {
  await requireMfa(admin, userId, 1);
  await world.pass(day);
  admin = await proven(world, grace);
  expect(await reported({ locked: "enrolment-deadline" })).toMatchObject([
    { locked: "enrolment-deadline", locked_since: "2027-01-05T09:00:00.000Z", mfa_set_up: "no" },
  ]);
});

test("the kinds of factors are there, and when the first one was added", async () => {
  await requireMfa(admin, userId);
  await enrol(await loggedIn(world, ursula), world.clock);
  const { id } = await world.addAccount({ realm: "user", login: "paula", password: "a phrase that is long" });
  await requireMfa(admin, userId);
  await admin.get(users.saveUser, { params: { id }, body: { mfa: { isRequired: true, days: 7 } } });
  const paula = await loggedIn(world, { realm: "user", login: "paula", password: "a phrase that is long" });
  await enrolPasskey(paula, new SoftPasskey());
  const [withPasskey, withApp] = await reported({ sort: "name" });
  const setUp = { mfa_set_up: "yes", mfa_set_up_at: "2027-01-04T09:00:00.000Z" };
  expect(withPasskey).toMatchObject({ username: "paula", ...setUp, factors: "passkey" });
  expect(withApp).toMatchObject({ username: "ursula", ...setUp, factors: "authenticator-app" });
});

test("a user without a requirement has no author and no source", async () => {
  await requireMfa(admin, userId);
  await admin.get(users.saveUser, { params: { id: userId }, body: { mfa: { isRequired: false } } });
  expect(await reported()).toMatchObject([
    { mfa_required: "no", required_since: "", required_by: "", deadline: "", deadline_from: "" },
  ]);
});

test("JSON lines have the same people and facts, and the export is an event of its own", async () => {
  await requireMfa(admin, userId);
  const query = { report: "mfa", format: "jsonl", mfa: "required" } as const;
  const lines = (await admin.get(users.exportUsers, { query })).trimEnd().split("\n");
  expect(lines.map((line) => MfaReportLine.parse(JSON.parse(line)))).toMatchObject([
    {
      id: userId,
      required: { since: "2027-01-04T09:00:00.000Z", by: "ada (ada@example.com)" },
      deadlineFrom: { kind: "set" },
      factors: [],
    },
  ]);
  const { events } = await admin.get(listActivity, { query: { kind: "users_exported" } });
  expect(events).toMatchObject([{ detail: "jsonl, MFA report: mfa required" }]);
});

test("another report is refused", async () => {
  const query = { report: "all" } as object;
  expect((await admin.refusal(users.exportUsers, { query })).code).toBe("invalid-request");
});

test("the file has a name of its own", async () => {
  const answer = await world.app.inject({
    url: "/api/admin/user-export?report=mfa",
    headers: { host: "portal.localhost:8080" },
    cookies: Object.fromEntries(admin.cookies),
  });
  expect(answer.headers["content-disposition"]).toBe('attachment; filename="mfa-report-2027-01-04.csv"');
});
