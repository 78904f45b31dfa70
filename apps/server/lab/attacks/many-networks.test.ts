import { listActivity } from "@sallyport/contract/activity";
import { listAdministrators, unlockAdministrator } from "@sallyport/contract/administrators";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import { changePassword } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { showUser, unlockUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recover } from "../../src/accounts/command/recover.ts";
import { day, minute } from "../../src/core/clock.ts";
import { type Browser, portalOrigin } from "../simulation/browser.ts";
import { ada, grace, loggedIn, logIn, proven, ursula } from "../simulation/people.ts";
import type { Person } from "../simulation/simulated-app.ts";
import { type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";

let world: SimulatedApp;
let userId: string;
let known: Browser;
let admin: Browser;
beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  known = await loggedIn(world, ursula);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const network = (count: number) => `203.0.${Math.floor(count / 200)}.${count % 200}`;
const refused = async (browser: Browser, who: Person) => {
  const login = who.realm === "user" ? who.login : `${who.login}@example.com`;
  const body = { login, password: who.password };
  const answer = await browser.ask(contract.submitPassword, { params: { realm: who.realm }, body });
  return answer.ok ? null : answer.problem.code;
};

async function wave(who: Person, networks: number, from = 0): Promise<number> {
  for (let count = from; count < from + networks; count++) {
    await refused(world.browser({ address: network(count) }), { ...who, password: "not the right one" });
  }
  const rows = await world.parts.database.selectFrom("wrong_passwords").select("count").execute();
  return rows.reduce((sum, { count }) => sum + count, 0);
}
const subjects = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails
    .filter(({ subject }) => subject === "Many wrong passwords for your account")
    .map(({ to }) => to);
};

describe("wrong passwords for one account from many networks", () => {
  test.for([ursula, ada])(
    "are judged sixty times, then slowed down, and the owner is told once: $realm",
    { tags: ["AT-83"] },
    async (who) => {
      expect(await wave(who, 120)).toBe(60);
      expect(await refused(world.browser({ address: "198.51.100.9" }), who)).toBe("wrong-credentials");
      expect(await subjects()).toHaveLength(1);
      const { events } = await admin.get(listActivity, { query: {} });
      const lockouts = events.filter(({ kind }) => kind === "user_lockout");
      expect(lockouts.map(({ detail }) => detail)).toContain(
        "wrong passwords from 60 networks within a day; unknown networks have to wait",
      );
      await world.pass(minute);
      expect(await refused(world.browser({ address: "198.51.100.9" }), who)).toBeNull();
    },
  );

  test("are slowed down too when they come from three networks that wait as they must", {
    tags: ["AT-83"],
  }, async () => {
    await wave(ursula, 3);
    for (let time = 1; time < 48; time++) {
      await world.pass(15 * minute);
      await wave(ursula, 3);
    }
    expect(await wave(ursula, 0)).toBeLessThan(100);
  });

  test("leave a browser free that the owner has logged in from before, and that one moves no count", {
    tags: ["AT-83"],
  }, async () => {
    await wave(ursula, 100);
    expect(await logIn(known, ursula)).toMatchObject({ at: "signed-in" });
    for (let count = 0; count < 5; count++)
      expect(await refused(known, { ...ursula, password: "a slip" })).toBe("wrong-credentials");
    expect(await logIn(known, ursula)).toMatchObject({ at: "signed-in" });
  });

  test("wait longer and longer, a quarter of an hour at most", { tags: ["AT-83"] }, async () => {
    let checked = await wave(ursula, 60);
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      world.clock.turnTo(world.clock.now() + seconds * 1000 - 1);
      expect(await wave(ursula, 3, 1000 + checked * 10)).toBe(checked);
      world.clock.turnTo(world.clock.now() + 1);
      checked += 1;
      expect(await wave(ursula, 3, 2000 + checked * 10)).toBe(checked);
    }
    expect(await subjects()).toHaveLength(1);
  });

  test("of one network alone make no other network wait", { tags: ["AT-83"] }, async () => {
    for (let hour = 0; hour < 40; hour++) {
      await refused(world.browser({ address: network(1) }), { ...ursula, password: "not the right one" });
      world.clock.turnTo(world.clock.now() + 16 * minute);
    }
    expect(await refused(world.browser({ address: network(2) }), ursula)).toBeNull();
  });

  test("are shown to administrators, who can end the wait", async () => {
    await wave(ursula, 70);
    const { locks } = await admin.get(showUser, { params: { id: userId } });
    expect(locks).toMatchObject([{ reason: "wrong-passwords", source: null }]);
    await admin.get(unlockUser, { params: { id: userId } });
    expect(await refused(world.browser({ address: "198.51.100.9" }), ursula)).toBeNull();
  });

  test("are shown to administrators of an administrator too, who can end the wait", async () => {
    const { id } = await world.addAccount(grace);
    await wave(grace, 70);
    const waiting = async () => {
      const { administrators } = await admin.get(listAdministrators, {});
      return administrators.filter(({ hasToWait }) => hasToWait).map((of) => of.id);
    };
    expect(await waiting()).toEqual([id]);
    await admin.get(unlockAdministrator, { params: { id } });
    expect(await waiting()).toEqual([]);
    expect(await refused(world.browser({ address: "198.51.100.9" }), grace)).toBeNull();
  });

  test("are forgotten a day after they ended, and another wave is told of again", async () => {
    await wave(ursula, 60);
    await world.pass(day);
    expect(await refused(world.browser({ address: "198.51.100.9" }), ursula)).toBeNull();
    await wave(ursula, 60);
    expect(await subjects()).toHaveLength(2);
  });

  test("of all attempts during a wait only one is recorded", async () => {
    await wave(ursula, 90);
    const held = await world.parts.database
      .selectFrom("audit_events")
      .select("id")
      .where("detail", "like", "unknown network, must wait%")
      .execute();
    expect(held).toHaveLength(1);
  });
});

const browsers = () =>
  world.parts.database
    .selectFrom("known_browsers")
    .select("browser_hash")
    .where("account_id", "=", userId)
    .execute();

describe("browsers that the account logged in from before", () => {
  test("are strangers after a password reset, but for the one that chose the password", {
    tags: ["AT-90"],
  }, async () => {
    const other = await loggedIn(world, ursula);
    expect(await browsers()).toHaveLength(2);
    await known.get(askForPasswordReset, { params: { realm: "user" }, body: { login: "ursula" } });
    await world.parts.afterReply.settled();
    await world.parts.outbox.deliverDue();
    const token = world.mails.at(-1)?.text.split("/reset-password#")[1]?.slice(0, 43) ?? "";
    await known.get(acceptPasswordReset, { body: { token, password: "seven cranes over the marsh" } });
    expect(await browsers()).toHaveLength(1);
    await wave(ursula, 70);
    const next = { ...ursula, password: "seven cranes over the marsh" };
    expect(await refused(other, next)).toBe("wrong-credentials");
    expect(await refused(known, next)).toBeNull();
  });

  test.for([ursula, ada])(
    "include one that chose a password by a mailed link, though it was not known before: $realm",
    { tags: ["AT-90"] },
    async (who) => {
      const body = { login: who.realm === "user" ? who.login : `${who.login}@example.com` };
      await wave(who, 70);
      const fresh = world.browser({ address: "198.51.100.9" });
      await fresh.get(askForPasswordReset, { params: { realm: who.realm }, body });
      await world.parts.afterReply.settled();
      await world.parts.outbox.deliverDue();
      const texts = world.mails.map(({ text }) => text.split("/reset-password#")[1]?.slice(0, 43));
      const token = texts.findLast((text) => text !== undefined) ?? "";
      await fresh.get(acceptPasswordReset, { body: { token, password: "seven cranes over the marsh" } });
      const next = { ...who, password: "seven cranes over the marsh" };
      expect(await refused(world.browser({ address: "198.51.100.10" }), next)).toBe("wrong-credentials");
      expect(await refused(fresh, next)).toBeNull();
    },
  );

  test("include one that chose a password by an invitation or after a recovery", {
    tags: ["AT-90"],
  }, async () => {
    const now = world.clock.now();
    const { link } = await recover(world.parts.database, { email: "ada@example.com", portalOrigin, now });
    const token = link.split("#")[1] ?? "";
    const next = { ...ada, password: "seven cranes over the marsh" };
    const fresh = world.browser({ address: "198.51.100.10" });
    await fresh.get(acceptInvitation, { body: { token, password: next.password } });
    await wave(next, 70);
    expect(await refused(world.browser({ address: "198.51.100.9" }), next)).toBe("wrong-credentials");
    expect(await refused(fresh, next)).toBeNull();
  });

  test("are strangers after a change of the password too", { tags: ["AT-90"] }, async () => {
    await loggedIn(world, ursula);
    const body = { present: ursula.password, next: "seven cranes over the marsh" };
    await known.get(changePassword, { params: { realm: "user" }, body });
    expect(await browsers()).toHaveLength(1);
  });
});
