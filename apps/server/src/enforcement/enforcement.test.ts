import { showCoverage, showDeadlines } from "@sallyport/contract/enforcement";
import { listUsers, type User } from "@sallyport/contract/users";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { proven } from "../../lab/simulation/people.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { addListedPeople } from "../accounts/users/list/listed-people.fixture.ts";
import { day, minute } from "../core/clock.ts";

const auditor: Person = {
  realm: "administrator",
  login: "auditor",
  password: "a phrase that is long",
  role: "read-only",
};

let world: SimulatedApp;
let console: Browser;
beforeAll(async () => {
  world = await simulateApp(null, { fixedSettings: { timeZone: "Europe/Berlin" } });
  await world.addAccount(auditor);
  console = await proven(world, auditor);
});
afterAll(() => world[Symbol.asyncDispose]());

const listed = async (query: object): Promise<User[]> => {
  const { users } = await console.get(listUsers, { query: { ...query, limit: 100 } });
  return users;
};

test("before the first count there are no figures, and no user is due", async () => {
  const here = { timeZone: "Europe/Berlin", today: "2027-01-04" };
  const coverage = await console.get(showCoverage, { query: {} });
  expect(coverage).toEqual({ ...here, from: "2026-10-07", days: [] });
  expect(await console.get(showDeadlines, { query: {} })).toEqual({
    ...here,
    month: "2027-01",
    days: [],
    ahead: 0,
    late: 0,
    withoutDeadline: 0,
  });
});

test("an auditor sees each counted day, and a gap for a day without a server", async () => {
  await world.pass(0);
  await addListedPeople(world.parts.database, world.clock.now());
  // In Berlin, this is half past midnight of the next day.
  const due = { mfa_required: 1, mfa_required_at: 1, enrol_by: Date.UTC(2027, 0, 20, 23, 30) } as const;
  await world.parts.database.updateTable("accounts").set(due).where("name", "=", "Zoe Plain").execute();
  await world.pass(minute);
  const [first] = (await console.get(showCoverage, { query: {} })).days;
  expect(first).toEqual({
    day: "2027-01-04",
    countedAt: "2027-01-04T09:00:00.000Z",
    users: 0,
    required: 0,
    setUp: 0,
    setUpByChoice: 0,
    locked: 0,
  });
  await world.pass(2 * day);
  const other = { ...auditor, login: "other" };
  await world.addAccount(other);
  console = await proven(world, other);
  const { days, ...others } = await console.get(showCoverage, { query: { days: "3" } });
  expect(others).toEqual({ timeZone: "Europe/Berlin", from: "2027-01-04", today: "2027-01-06" });
  expect(days.map((each) => each.day)).toEqual(["2027-01-04", "2027-01-06"]);
  const all = await listed({});
  const required = all.filter(({ mfa }) => mfa.isRequired);
  expect(days.at(-1)).toMatchObject({
    countedAt: "2027-01-06T09:01:00.000Z",
    users: all.length,
    required: required.length,
    setUp: required.filter(({ mfa }) => mfa.isEnrolled).length,
    setUpByChoice: all.filter(({ mfa }) => mfa.isEnrolled && !mfa.isRequired).length,
    locked: (await listed({ locked: "enrolment-deadline" })).length,
  });
  expect((await console.get(showCoverage, { query: { days: "2" } })).days).toHaveLength(1);
});

test("each day of a month has as many people as its list", async () => {
  const january = await console.get(showDeadlines, { query: { month: "2027-01" } });
  const days = Array.from({ length: 31 }, (_, n) => `2027-01-${`${n + 1}`.padStart(2, "0")}`);
  const counts = [];
  for (const dueOn of days) counts.push({ day: dueOn, count: (await listed({ dueOn })).length });
  expect(january.days).toEqual(counts.filter(({ count }) => count > 0));
  expect(january.days.length).toBeGreaterThan(3);
  expect(january.days).toContainEqual({ day: "2027-01-21", count: 1 });
  expect(january).toMatchObject({
    ahead: (await listed({ due: 365 })).length,
    late: (await listed({ locked: "enrolment-deadline" })).length,
    withoutDeadline: (await listed({ deadline: "none" })).length,
  });
  expect(Math.min(january.ahead, january.late, january.withoutDeadline)).toBeGreaterThan(1);
  const february = await console.get(showDeadlines, { query: { month: "2027-02" } });
  expect(february).toMatchObject({ month: "2027-02", days: [{ day: "2027-02-03", count: 1 }] });
});

test.for([{ days: "0" }, { days: "367" }, { days: "7.5" }, { days: "seven" }])(
  "coverage of %j is refused",
  async (query) => {
    expect((await console.refusal(showCoverage, { query })).code).toBe("invalid-request");
  },
);

test.for(["2027-13", "2027-00", "2027-1", "1999-12", "2027-01-01", "now"])(
  "the month %s is refused",
  async (month) => {
    expect((await console.refusal(showDeadlines, { query: { month } })).code).toBe("invalid-request");
  },
);
