import { editAdministrator } from "@sallyport/contract/administrators";
import { home } from "@sallyport/contract/home";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { endpoints, refusalIn, send } from "../simulation/contract-requests.ts";
import { dumpOf } from "../simulation/database-dump.ts";
import { asUser, codeFor, enrol, grace, loggedIn, logIn, requireMfa, ursula } from "../simulation/people.ts";
import { enrolledScene, newConsole, passcode, type Scene, scene } from "../simulation/scene.ts";

const asAdministrator = { params: { realm: "administrator" } } as const;

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

async function due(): Promise<Browser> {
  const { world, admin, userId } = here;
  await requireMfa(admin, userId);
  await enrol(await loggedIn(world, ursula), world.clock);
  await admin.get(users.resetAuthenticator, { params: { id: userId }, body: { days: null } });
  return loggedIn(world, ursula);
}

async function answers({ cookies }: Browser, realm: "user" | "administrator") {
  const said: Record<string, string> = {};
  const wanting = endpoints.filter(({ endpoint: { asks } }) => asks === realm || asks === "signed-in");
  expect(wanting.some(({ endpoint }) => endpoint.asks === "signed-in")).toBe(true);
  for (const { name, endpoint } of wanting) {
    const asked = { params: { realm }, cookies: Object.fromEntries(cookies) };
    const response = await send(here, endpoint, { ...asked, ...(endpoint.body ? { payload: "{}" } : {}) });
    said[name] = response.statusCode === 200 ? "200" : refusalIn(response);
  }
  return said;
}

const everywhere = (said: Record<string, string>) => [...new Set(Object.values(said))];

test("once set-up is due, nothing but set-up, status and log out is open to a user", {
  tags: ["AT-01", "R09", "R10", "R46"],
}, async () => {
  const browser = await due();
  expect(everywhere(await answers(browser, "user"))).toEqual(["403 mfa-required"]);
  expect((await browser.refusal(contract.postponeSetUp, asUser)).code).toBe("not-now");
  expect((await browser.refusal(contract.acknowledgeSetUp, asUser)).code).toBe("not-now");
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up", mayPostpone: false });
});

test("the API refuses an administrator without MFA at every endpoint of the console", {
  tags: ["AT-03", "R09", "R54", "R55"],
}, async () => {
  const { id } = await here.world.addAccount(grace);
  const browser = await loggedIn(here.world, grace);
  await here.admin.get(editAdministrator, { params: { id }, body: { isMfaRequired: true } });
  // The mails are delivered now, because a later delivery would change the dump.
  await here.world.parts.outbox.deliverDue();
  const before = await dumpOf(here.world.parts.database);
  expect(everywhere(await answers(browser, "administrator"))).toEqual(["403 mfa-required"]);
  expect(await dumpOf(here.world.parts.database)).toEqual(before);
  expect((await browser.refusal(contract.postponeSetUp, asAdministrator)).code).toBe("not-now");
});

describe("restart, cancel and second tabs", () => {
  const moves = {
    "log in again": (browser) => logIn(browser, ursula),
    "give up": (browser) => browser.get(contract.leave, asUser),
    "begin set-up": (browser) => browser.ask(contract.beginSetUp, asUser),
    "a wrong code": (browser) => browser.ask(contract.submitPasscode, passcode("000000")),
    "a wrong token": (browser) => browser.ask(contract.confirmSetUp, passcode("000000")),
    later: (browser) => browser.ask(contract.postponeSetUp, asUser),
    resume: (browser) => browser.ask(contract.resumeSetUp, asUser),
    acknowledge: (browser) => browser.ask(contract.acknowledgeSetUp, asUser),
  } satisfies Record<string, (browser: Browser) => Promise<unknown>>;
  type Move = keyof typeof moves;
  const anyWay = fc.array(
    fc.record({ move: fc.constantFrom(...(Object.keys(moves) as Move[])), tab: fc.nat(2) }),
    { maxLength: 10 },
  );

  async function placesReached(): Promise<string[]> {
    const places = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyWay, async (way) => {
        const first = await loggedIn(here.world, ursula);
        const tabs = [first, first.copy(), here.world.browser()];
        for (const { move, tab } of way) {
          const browser = tabs[tab] ?? first;
          await moves[move](browser);
          places.add((await browser.get(contract.whereAmI, asUser)).at);
          if ((await browser.ask(home, {})).ok) places.add("home");
        }
      }),
      { numRuns: 25 },
    );
    return [...places].toSorted();
  }

  test("none of them leads past set-up", { tags: ["AT-02", "R46"] }, async () => {
    await due();
    expect(await placesReached()).toEqual(["set-up", "start"]);
  });

  test("none of them leads past the second factor", { tags: ["AT-02", "R46"] }, async () => {
    await requireMfa(here.admin, here.userId);
    await enrol(await loggedIn(here.world, ursula), here.world.clock);
    expect(await placesReached()).toEqual(["second-factor", "start"]);
  });
});

test("after a wrong code at set-up nothing counts as enrolled, in a fresh tab neither", {
  tags: ["AT-05"],
}, async () => {
  const browser = await due();
  await browser.get(contract.beginSetUp, asUser);
  expect((await browser.refusal(contract.confirmSetUp, passcode("000000"))).code).toBe("wrong-code");
  for (const tab of [browser, browser.copy(), await loggedIn(here.world, ursula)]) {
    expect(await tab.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up", mayPostpone: false });
    expect((await tab.refusal(home, {})).code).toBe("mfa-required");
  }
  const shown = await here.admin.get(users.showUser, { params: { id: here.userId } });
  expect(shown.mfa.isEnrolled).toBe(false);
});

test("the password alone can't add an authenticator to an account that has one", {
  tags: ["AT-10", "R41", "R85"],
}, async () => {
  const { world, admin, userId } = here;
  await requireMfa(admin, userId);
  const thief = await loggedIn(world, ursula);
  const { secret } = await thief.get(contract.beginSetUp, asUser);
  await enrol(await loggedIn(world, ursula), world.clock);
  const token = () => passcode(codeFor(secret, world.clock.now()));
  expect((await thief.refusal(contract.confirmSetUp, token())).code).toBe("not-signed-in");
  expect(await logIn(thief, ursula)).toMatchObject({ at: "second-factor" });
  expect((await thief.refusal(contract.beginSetUp, asUser)).code).toBe("not-now");
  expect((await thief.refusal(contract.confirmSetUp, token())).code).toBe("not-now");
});

test("a sign-in that waits for its code cannot replace the secret behind it", {
  tags: ["AT-12"],
}, async () => {
  await using enrolled = await enrolledScene();
  const { world, rightCode } = enrolled;
  const thief = await loggedIn(world, ursula);
  const before = await dumpOf(world.parts.database);
  for (const endpoint of [contract.beginSetUp, contract.resumeSetUp, contract.postponeSetUp]) {
    expect((await thief.refusal(endpoint, asUser)).code).toBe("not-now");
  }
  expect(await dumpOf(world.parts.database)).toEqual(before);
  expect(await thief.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
});

const params = () => ({ params: { id: here.userId } });

describe("days of grace", () => {
  test("nothing but an administrator's word moves a deadline, and that word is recorded", {
    tags: ["AT-16"],
  }, async () => {
    const { world, admin, userId } = here;
    const first = (await requireMfa(admin, userId, 3)).mfa.enrolBy;
    const browser = await loggedIn(world, ursula);
    await browser.get(contract.postponeSetUp, asUser);
    await browser.get(contract.resumeSetUp, asUser);
    await browser.get(contract.beginSetUp, asUser);
    await browser.get(contract.leave, asUser);
    await world.pass(day);
    const again = await newConsole(world);
    await requireMfa(again, userId, 30);
    await again.get(users.setUserState, { ...params(), body: { state: "suspended" } });
    await again.get(users.setUserState, { ...params(), body: { state: "active" } });
    await again.get(users.unlockUser, params());
    expect((await again.get(users.showUser, params())).mfa.enrolBy).toBe(first);
    const moved = await again.get(users.extendDeadline, { ...params(), body: { days: 5 } });
    expect(moved.mfa.enrolBy).toBe(new Date(world.clock.now() + 5 * day).toISOString());
    const details = await world.parts.database
      .selectFrom("audit_events")
      .select(["actor", "detail"])
      .where("kind", "=", "user_mfa_requirement")
      .orderBy("id")
      .execute();
    expect(details).toEqual([
      { actor: "ada@example.com", detail: `required, to set up by ${first}` },
      { actor: "grace@example.com", detail: `extended to ${moved.mfa.enrolBy}` },
    ]);
  });

  test("neither a new sign-in nor an unlock opens the days of grace that have passed", {
    tags: ["AT-16"],
  }, async () => {
    const { world, admin, userId } = here;
    await requireMfa(admin, userId, 1);
    await world.pass(day);
    const again = await newConsole(world);
    for (const state of ["suspended", "active"] as const) {
      await again.get(users.setUserState, { ...params(), body: { state } });
    }
    await again.get(users.unlockUser, params());
    await requireMfa(again, userId, 30);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "locked" });
  });

  test("a reset grants no days unless the administrator does", { tags: ["AT-16"] }, async () => {
    const browser = await due();
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up", mayPostpone: false });
    await here.world.pass(400 * day);
    expect(await logIn(browser, ursula)).toMatchObject({ at: "set-up", mayPostpone: false });
  });
});
