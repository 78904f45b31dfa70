import { listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { ada, asUser, loggedIn, logIn, ursula, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";

let world: SimulatedApp;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const wrongPasswordsSubject = "Wrong passwords for your account";
const subjects = () => world.mails.map(({ subject }) => subject);

interface Credentials {
  login: string;
  password: string;
}
const right: Credentials = { login: "ursula", password: ursula.password };
const wrong: Credentials = { login: "ursula", password: "not the right one" };
const refused = (browser: Browser, body: Credentials) =>
  browser.refusal(contract.submitPassword, { ...asUser, body });

async function fail(browser: Browser, times: number) {
  for (let time = 0; time < times; time++) await refused(browser, wrong);
}

test("nine do not keep the owner out, and a right password forgets them", async () => {
  const browser = world.browser();
  await fail(browser, 9);
  expect(await logIn(browser, ursula)).toMatchObject({ at: "signed-in" });
  const elsewhere = world.browser();
  await fail(elsewhere, 9);
  expect(await logIn(elsewhere, ursula)).toMatchObject({ at: "signed-in" });
});

test("after ten nothing is judged for a while: the right one gets the very same answer", {
  tags: ["AT-34", "R07", "R14"],
}, async () => {
  const browser = world.browser();
  const first = await refused(browser, wrong);
  await fail(browser, 9);
  expect(await refused(browser, right)).toEqual(first);
  expect(first.code).toBe("wrong-credentials");
  expect(first.retryAfterSeconds).toBeUndefined();
});

test("the wait lifts by itself, and grows with each wrong password after it", async () => {
  const browser = world.browser();
  await fail(browser, 10);
  await world.pass(30_000 - 1);
  await refused(browser, right);
  await world.pass(1);
  await fail(browser, 1);
  await world.pass(60_000 - 1);
  await refused(browser, right);
  await world.pass(1);
  expect(await logIn(browser, ursula)).toMatchObject({ at: "signed-in" });
});

test("passwords during a wait are not checked, so they do not lengthen it", async () => {
  const browser = world.browser();
  await fail(browser, 30);
  await world.pass(30_000);
  expect(await logIn(browser, ursula)).toMatchObject({ at: "signed-in" });
});

test("the owner is told by mail once, with the address it came from", { tags: ["R11"] }, async () => {
  const browser = world.browser({ address: "203.0.113.9" });
  await fail(browser, 10);
  await world.pass(30_000);
  await fail(browser, 1);
  await world.pass(minute);
  expect(subjects()).toEqual([wrongPasswordsSubject]);
  expect(world.mails[0]).toMatchObject({ to: "ursula@example.com" });
  expect(world.mails[0]?.text).toContain("203.0.113.9");
});

test("of all attempts during a wait only the first is recorded: a flood fills no table", {
  tags: ["R49"],
}, async () => {
  const browser = world.browser();
  await fail(browser, 10);
  await fail(browser, 20);
  await world.pass(30_000);
  await fail(browser, 20);
  const rows = await world.parts.database.selectFrom("audit_events").select("detail").execute();
  const waits = rows.filter(({ detail }) => detail.startsWith("must wait"));
  expect(waits).toHaveLength(2);
  expect(rows.filter(({ detail }) => detail === "wrong password")).toHaveLength(11);
});

test("the owner gets one such mail an hour, however many networks the attempts come from", async () => {
  for (let network = 0; network < 4; network++) {
    await fail(world.browser({ address: `2001:db8:${network}::1` }), 10);
  }
  await world.pass(0);
  expect(subjects()).toEqual([wrongPasswordsSubject]);
  await world.pass(60 * minute);
  await fail(world.browser({ address: "2001:db8:9::1" }), 10);
  await world.pass(0);
  expect(subjects()).toEqual([wrongPasswordsSubject, wrongPasswordsSubject]);
});

test("a steady attack from one network is told of again on each day that it goes on", async () => {
  const browser = world.browser();
  await fail(browser, 10);
  for (let wait = 0; wait < 3; wait++) {
    await world.pass(15 * minute);
    await fail(browser, 1);
  }
  expect(subjects()).toEqual([wrongPasswordsSubject]);
  await world.pass(24 * 60 * minute);
  await fail(browser, 1);
  await world.pass(15 * minute);
  await fail(browser, 1);
  await world.pass(0);
  expect(subjects()).toEqual([wrongPasswordsSubject, wrongPasswordsSubject]);
});

test("who has not chosen a password yet is told of no guesses at it", async () => {
  const admin = await withPasswordAlone(world, ada);
  await admin.get(users.addUser, {
    body: { username: "stella", email: "stella@example.com", name: "Stella" },
  });
  for (let time = 0; time < 10; time++) await refused(world.browser(), { ...wrong, login: "stella" });
  await world.pass(minute);
  expect(subjects()).not.toContain(wrongPasswordsSubject);
});

test("nine of yesterday do not make today's first a wait", async () => {
  await fail(world.browser(), 9);
  await world.pass(24 * 60 * minute + 1);
  expect(await world.parts.database.selectFrom("wrong_passwords").selectAll().execute()).toEqual([]);
  await fail(world.browser(), 1);
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});

test("another address doesn't wait, and neither does another account", async () => {
  await fail(world.browser({ address: "203.0.113.9" }), 12);
  expect(await logIn(world.browser({ address: "198.51.100.7" }), ursula)).toMatchObject({
    at: "signed-in",
  });
  expect(await logIn(world.browser({ address: "203.0.113.9" }), ada)).toMatchObject({ at: "set-up" });
});

test("a browser that signed in before has its own counter, even behind the same address", {
  tags: ["AT-45", "R01"],
}, async () => {
  const owner = await loggedIn(world, ursula);
  await owner.get(contract.leave, asUser);
  await fail(world.browser(), 12);
  expect(await logIn(owner, ursula)).toMatchObject({ at: "signed-in" });
  await owner.get(contract.leave, asUser);
  await fail(owner, 10);
  expect((await refused(owner, right)).code).toBe("wrong-credentials");
});

test("a known browser of one account gives no second counter for another", async () => {
  const browser = await withPasswordAlone(world, ada);
  await fail(browser, 10);
  expect((await refused(world.browser(), right)).code).toBe("wrong-credentials");
});

test("an administrator sees the source, and lifts it", async () => {
  const browser = world.browser({ address: "203.0.113.9" });
  await fail(browser, 10);
  const admin = await withPasswordAlone(world, ada);
  const params = { id: userId };
  expect((await admin.get(users.showUser, { params })).locks).toEqual([
    {
      reason: "wrong-passwords",
      since: new Date(world.clock.now()).toISOString(),
      liftsAt: new Date(world.clock.now() + 30_000).toISOString(),
      source: "203.0.113.9",
    },
  ]);
  expect((await admin.get(users.unlockUser, { params })).locks).toEqual([]);
  expect(await logIn(browser, ursula)).toMatchObject({ at: "signed-in" });
});

test("the audit record has the reason that the answer keeps back", { tags: ["R74", "R76"] }, async () => {
  const browser = world.browser();
  await fail(browser, 10);
  await refused(browser, right);
  await refused(browser, { login: "unknown", password: "any password" });
  const admin = await withPasswordAlone(world, ada);
  const { events } = await admin.get(listActivity, { query: { limit: 4 } });
  expect(events.slice(1).map(({ actor, detail }) => [actor, detail])).toEqual([
    [null, "unknown login"],
    ["ursula@example.com", "must wait after wrong passwords; not checked"],
    ["ursula@example.com", "wrong password"],
  ]);
});

test("a hundred at once are no way around the count", { tags: ["AT-35", "R47"] }, async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => refused(world.browser(), wrong).then(({ code }) => code)),
  );
  expect(new Set(answers)).toEqual(new Set(["wrong-credentials"]));
  await refused(world.browser(), right);
  await world.pass(0);
  expect(subjects()).toEqual([wrongPasswordsSubject]);
});
