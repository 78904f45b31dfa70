import { AuditEvent, exportActivity, listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { rowsIn } from "../../lab/simulation/rows-in.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { record } from "./activity.ts";

const auditor: Person = {
  realm: "administrator",
  login: "auditor",
  password: "a phrase that is long",
  role: "read-only",
};

let world: SimulatedApp;
let admin: Browser;
let jane: { id: string; email: string };

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(auditor);
  jane = await world.addAccount(ursula);
  admin = await proven(world, auditor);
});
afterEach(() => world[Symbol.asyncDispose]());

const rename = (detail: string) =>
  record(world.parts.database, {
    at: world.clock.now(),
    kind: "user_factor_rename",
    actor: jane,
    detail,
    address: "2001:db8::7",
  });

async function exported(query: object = {}): Promise<Record<string, string>[]> {
  const csv = await admin.get(exportActivity, { query });
  expect(csv.startsWith("\ufeff")).toBe(true);
  const [columns = [], ...rows] = rowsIn(csv.slice(1));
  return rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? ""])));
}

test("a spreadsheet gets sentences, and runs no formula", { tags: ["R78"] }, async () => {
  for (const detail of ["=1+1", "+1", "-1", "@SUM(A1)", 'says "no"; a, b', "app: A, now =B"])
    await rename(detail);
  const rows = await exported({ kind: "user_factor_rename" });
  expect(rows.map(({ detail }) => detail)).toEqual([
    "app: A, now =B",
    'says "no"; a, b',
    "'@SUM(A1)",
    "'-1",
    "'+1",
    "'=1+1",
  ]);
  expect(rows[0]).toMatchObject({
    time: "2027-01-04T09:00:00.000Z",
    what: "ursula renamed the app “A” to “=B”",
    event: "user_factor_rename",
    outcome: "success",
    by_name: "ursula",
    by_email: "ursula@example.com",
    by_id: jane.id,
    to_name: "",
    address: "2001:db8::7",
  });
});

test("JSON lines are the events of the list, with their sentences", async () => {
  await loggedIn(world, ursula);
  const lines = (await admin.get(exportActivity, { query: { format: "jsonl" } })).trimEnd().split("\n");
  const { events } = await admin.get(listActivity, { query: {} });
  expect(lines.map((line) => AuditEvent.parse(JSON.parse(line)))).toEqual(events);
  expect(lines.map((line) => (JSON.parse(line) as { what: string }).what)).toContain(
    "ursula logged in with the password",
  );
});

test("an export has every event of its filter, more than one page", async () => {
  const event = { kind: "user_create", outcome: "success", detail: "" } as const;
  const many = Array.from({ length: 1203 }, (_, at) => ({ ...event, at }));
  for (let from = 0; from < many.length; from += 100)
    await world.parts.database
      .insertInto("audit_events")
      .values(many.slice(from, from + 100))
      .execute();
  const rows = await exported({ kind: "user_create" });
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1203);
  expect(await exported({ kind: "user_create", to: "1970-01-01T00:00:01.000Z" })).toHaveLength(1000);
});

test("an export is itself an event that says what left", async () => {
  await exported({ outcome: "failure", address: "192.0.2.1" });
  const { events } = await admin.get(listActivity, { query: { kind: "activity_exported" } });
  expect(events).toMatchObject([
    { actor: "auditor@example.com", detail: "csv: outcome failure, address 192.0.2.1", address: "192.0.2.1" },
  ]);
});

test("the browser saves the file under a name with the day, and keeps no copy", async () => {
  const answer = await world.app.inject({
    url: "/api/admin/activity/export?format=jsonl",
    headers: { host: "portal.localhost:8080" },
    cookies: Object.fromEntries(admin.cookies),
  });
  expect(answer.headers).toMatchObject({
    "content-type": "application/jsonl",
    "content-disposition": 'attachment; filename="activity-2027-01-04.jsonl"',
    "cache-control": "no-store",
  });
});

/**
 * Starts a long export, and calls `change` after the first part. Returns how many events follow, or "ended".
 */
async function exportedAfter(change: () => Promise<unknown>): Promise<number | "ended"> {
  const event = { kind: "user_create", outcome: "success", detail: "" } as const;
  const many = Array.from({ length: 5000 }, (_, at) => ({ ...event, at }));
  for (let from = 0; from < many.length; from += 1000)
    await world.parts.database
      .insertInto("audit_events")
      .values(many.slice(from, from + 1000))
      .execute();
  const answer = await world.app.inject({
    url: "/api/admin/activity/export?format=jsonl&kind=user_create",
    headers: { host: "portal.localhost:8080" },
    cookies: Object.fromEntries(admin.cookies),
    payloadAsStream: true,
  });
  let lines = 0;
  try {
    for await (const part of answer.stream()) {
      if (lines === 0) await change();
      lines += String(part).split("\n").length - 1;
    }
  } catch {
    return "ended";
  }
  return lines;
}

const endSessions = () => world.parts.database.deleteFrom("sessions").execute();
const suspendAll = () => world.parts.database.updateTable("accounts").set({ state: "suspended" }).execute();
const renewToken = () =>
  world.parts.database
    .updateTable("sessions")
    .set({ token_hash: Buffer.alloc(32) })
    .execute();

test("an export ends with the session, and when its administrator is suspended", async () => {
  expect(await exportedAfter(suspendAll)).toBe("ended");
  await world.parts.database.updateTable("accounts").set({ state: "active" }).execute();
  expect(await exportedAfter(endSessions)).toBe("ended");
});

test("an export goes on while its session gets a new token", async () => {
  expect(await exportedAfter(renewToken)).toBe(5000);
});

test("a loop of exports doesn't fill the log", { tags: ["AT-87"] }, async () => {
  for (let time = 0; time < 30; time += 1) await exported({ kind: "user_create" });
  const { events } = await admin.get(listActivity, { query: { kind: "activity_exported", limit: "100" } });
  expect(events).toHaveLength(10);
});

test("a user, and an administrator at the second step, get no file", async () => {
  const user = await loggedIn(world, ursula);
  expect((await user.refusal(exportActivity, { query: {} })).code).toBe("not-signed-in");
  const half = await loggedIn(world, auditor);
  expect((await half.refusal(exportActivity, { query: {} })).code).toBe("mfa-required");
  expect((await half.refusal(contract.submitPasscode, { ...asUser, body: { code: "000000" } })).code).toBe(
    "not-signed-in",
  );
});
