import { listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { ada, asUser, logIn, ursula, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";

let world: SimulatedApp;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  await world.addAccount(ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const address = "203.0.113.9";
const here = () => world.browser({ address });
const refused = (browser: Browser, login: string, password = "not the right one") =>
  browser.refusal(contract.submitPassword, { ...asUser, body: { login, password } });

async function details() {
  const rows = await world.parts.database.selectFrom("audit_events").select("detail").execute();
  return rows.map(({ detail }) => detail);
}

async function stuff(times: number, browser = here()) {
  for (let time = 0; time < times; time++) await refused(browser, `person${time}`);
}

test("forty-nine over many accounts stop no sign-in, and after the fiftieth the address must wait", async () => {
  await stuff(49);
  expect(await logIn(here(), ursula)).toMatchObject({ at: "signed-in" });
  await stuff(1);
  const first = await refused(here(), "unknown");
  expect(await refused(here(), "ursula", ursula.password)).toEqual(first);
  expect(first).toMatchObject({ code: "wrong-credentials" });
  expect(first.retryAfterSeconds).toBeUndefined();
});

test("it is the same for both realms, and no other address must wait", async () => {
  await stuff(50);
  await expect(logIn(here(), ada)).rejects.toThrow("wrong-credentials");
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  expect(await logIn(world.browser(), ada)).toMatchObject({ at: "set-up" });
});

test("a right password in between resets nothing: the guesser may own an account", async () => {
  for (let time = 0; time < 4; time++) {
    await stuff(10);
    expect(await logIn(here(), ursula)).toMatchObject({ at: "signed-in" });
  }
  await stuff(10);
  await expect(logIn(here(), ursula)).rejects.toThrow("wrong-credentials");
});

test("a browser that the account knows is let in, and its own mistakes are not counted against the address", async () => {
  const owner = here();
  await logIn(owner, ursula);
  await owner.get(contract.leave, asUser);
  await stuff(50);
  expect(await logIn(owner, ursula)).toMatchObject({ at: "signed-in" });
  await owner.get(contract.leave, asUser);
  await world.pass(30_000);
  for (let time = 0; time < 9; time++) await refused(owner, "ursula");
  expect(await logIn(here(), ursula)).toMatchObject({ at: "signed-in" });
  await expect(refused(owner, "ada@example.com")).resolves.toMatchObject({ code: "wrong-credentials" });
});

test("the wait lifts by itself and grows; what was not judged does not lengthen it", async () => {
  await stuff(50);
  await stuff(30);
  await world.pass(30_000 - 1);
  await refused(here(), "ursula", ursula.password);
  await world.pass(1);
  await stuff(1);
  await world.pass(60_000 - 1);
  await refused(here(), "ursula", ursula.password);
  await world.pass(1);
  expect(await logIn(here(), ursula)).toMatchObject({ at: "signed-in" });
});

test.for([
  ["user", "ursula"],
  ["user", "nobody"],
  ["administrator", "ada@example.com"],
  ["administrator", "nobody@example.com"],
] as const)(
  "after fifty guesses at %s %s an account of one's own does not tell whether there is one",
  { tags: ["AT-68", "R14"] },
  async ([realm, login]) => {
    const own = { ...ursula, login: "eve" };
    await world.addAccount(own);
    const attempt = () =>
      here().refusal(contract.submitPassword, {
        params: { realm },
        body: { login, password: "not the right one" },
      });
    for (let time = 0; time < 49; time++) await attempt();
    const mine = here();
    expect(await logIn(mine, own)).toMatchObject({ at: "signed-in" });
    await attempt();
    await expect(logIn(here(), own)).rejects.toThrow("wrong-credentials");
  },
);

test("after an hour the count starts over: in an office many people mistype", async () => {
  await stuff(49);
  await world.pass(hour);
  await stuff(49);
  expect(await logIn(here(), ursula)).toMatchObject({ at: "signed-in" });
});

test("all addresses of an IPv6 network are one, for one account and for all", async () => {
  const at = (host: number) => world.browser({ address: `2001:db8:1:2::${host.toString(16)}` });
  for (let time = 0; time < 10; time++) await refused(at(time), "ursula");
  await expect(logIn(at(99), ursula)).rejects.toThrow("wrong-credentials");
  for (let time = 0; time < 40; time++) await refused(at(time), `person${time}`);
  await world.pass(10_000);
  await expect(refused(at(99), "nobody")).resolves.toMatchObject({ code: "wrong-credentials" });
  const neighbour = world.browser({ address: "2001:db8:1:3::1" });
  expect(await logIn(neighbour, ursula)).toMatchObject({ at: "signed-in" });
});

test("the hold is in the database, where another process and the next start find it", async () => {
  await stuff(50);
  expect(
    await world.parts.database.selectFrom("wrong_password_networks").selectAll().execute(),
  ).toMatchObject([
    { network: address, count: 50, since: world.clock.now(), wait_until: world.clock.now() + 30_000 },
  ]);
});

test("the audit record has the precise reason, and the beginning of the hold once", async () => {
  await stuff(50);
  await refused(here(), "ursula", ursula.password);
  const admin = await withPasswordAlone(world, ada);
  const { events } = await admin.get(listActivity, { query: { limit: 4 } });
  const refusedByWait = "must wait after wrong passwords from there over all accounts; not checked";
  expect(events.slice(1).map(({ kind, actor, detail }) => [kind, actor, detail])).toEqual([
    ["user_login_attempt", "ursula@example.com", refusedByWait],
    ["user_login_attempt", null, "unknown login"],
    ["user_lockout", null, `${address}: 50 wrong passwords within an hour, over all accounts`],
  ]);
});

describe("parallel attempts exceed no limit", { tags: ["AT-35"] }, () => {
  test("of 500 wrong passwords for one account at once, ten are judged", {
    tags: ["R07", "R49"],
  }, async () => {
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => refused(here(), "ursula").then(({ code }) => code)),
    );
    expect(new Set(answers)).toEqual(new Set(["wrong-credentials", "too-many-requests"]));
    expect((await details()).filter((detail) => detail === "wrong password")).toHaveLength(10);
  });

  test("of 500 wrong passwords for as many logins at once, fifty are judged", {
    tags: ["R07", "R49"],
  }, async () => {
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => refused(here(), `person${index}`).then(({ code }) => code)),
    );
    expect(new Set(answers)).toEqual(new Set(["wrong-credentials", "too-many-requests"]));
    expect((await details()).filter((detail) => detail === "unknown login")).toHaveLength(50);
    await expect(logIn(here(), ursula)).rejects.toThrow("wrong-credentials");
  });
});
