import { about } from "@sallyport/contract/about";
import { listActivity } from "@sallyport/contract/activity";
import { changeSettings, showSettings } from "@sallyport/contract/settings";
import { type SettingValues, standardSettings } from "@sallyport/contract/settings/list";
import { submitPassword } from "@sallyport/contract/sign-in";
import { addUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  grace,
  proven,
  requireMfa,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute } from "../core/clock.ts";

let world: SimulatedApp;
let owner: Browser;
beforeEach(async () => {
  world = await simulateApp(null, { fixedSettings: { timeZone: "Europe/Berlin" } });
  await world.addAccount(ada);
  owner = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const given: SettingValues = { ...standardSettings, timeZone: "Europe/Berlin" };

const change = (to: Partial<SettingValues>, from: Partial<SettingValues> = given) => ({ body: { to, from } });

test("a change shows at once in pages and mails, and in the activity log with both values", async () => {
  const to = { organisation: "Acme", supportContact: "help@acme.example, room 4" };
  const shown = await owner.get(changeSettings, change(to));
  const at = new Date(world.clock.now()).toISOString();
  expect(shown).toEqual({
    values: { ...given, ...to },
    fixed: ["timeZone"],
    logo: null,
    changes: expect.arrayContaining([
      { name: "organisation", at, by: "ada" },
      { name: "supportContact", at, by: "ada" },
    ]),
  });
  expect(await owner.get(showSettings, {})).toEqual(shown);
  expect(await world.browser().get(about, {})).toMatchObject(to);

  await owner.get(addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
  await world.parts.outbox.deliverDue();
  const mail = world.mails.at(-1);
  expect(mail?.subject).toBe("Your account at Acme");
  expect(mail?.text).toContain("If you need help: help@acme.example, room 4\n");
  expect(mail?.html).toContain("If you need help: help@acme.example, room 4</p>");

  const { events } = await owner.get(listActivity, { query: { kind: "setting_change" } });
  expect(events.map(({ detail }) => detail)).toEqual([
    'supportContact: null -> "help@acme.example, room 4"',
    'organisation: "Sallyport" -> "Acme"',
  ]);
});

test("a value that doesn't change leaves no event", async () => {
  await owner.get(changeSettings, change({ organisation: "Sallyport" }));
  expect((await owner.get(listActivity, { query: { kind: "setting_change" } })).events).toEqual([]);
});

test("a value of the environment wins and can't be changed", { tags: ["AT-96"] }, async () => {
  const { code } = await owner.refusal(changeSettings, change({ organisation: "Acme", timeZone: "UTC" }));
  expect(code).toBe("setting-fixed");
  expect((await owner.get(showSettings, {})).values).toEqual(given);
});

test("a page that shows an old value changes nothing", { tags: ["AT-96"] }, async () => {
  await world.addAccount(grace);
  const other = await proven(world, grace);
  await other.get(changeSettings, change({ organisation: "Acme" }));
  const refused = await owner.refusal(changeSettings, change({ organisation: "Other", defaultDays: 3 }));
  expect(refused).toMatchObject({ code: "changed-meanwhile", lastChange: { by: "grace" } });
  expect((await owner.get(showSettings, {})).values).toEqual({ ...given, organisation: "Acme" });
});

test.for<[Partial<Record<keyof SettingValues, unknown>>, string]>([
  [{ organisation: "" }, "to.organisation"],
  [{ organisation: "www.evil.example" }, "to.organisation"],
  [{ supportContact: " " }, "to.supportContact"],
  [{ supportContact: "two\nlines" }, "to.supportContact"],
  [{ supportContact: "x".repeat(201) }, "to.supportContact"],
  [{ timeZone: "+02:00" }, "to.timeZone"],
  [{ defaultDays: 0 }, "to.defaultDays"],
  [{ defaultDays: 7.5 }, "to.defaultDays"],
  [{ activityDays: 29 }, "to.activityDays"],
  [{ reminderHours: [24, 24] }, "to.reminderHours"],
  [{ reminderHours: [0] }, "to.reminderHours.0"],
  [{ reminderHours: [1, 2, 3, 4, 5, 6] }, "to.reminderHours"],
  [{ sessionIdleMinutes: 61 }, "to.sessionIdleMinutes"],
  [{ sessionHours: 25 }, "to.sessionHours"],
  [{ longestWaitMinutes: 16 }, "to.longestWaitMinutes"],
  [{ wrongPasswordsUntilWait: 2 }, "to.wrongPasswordsUntilWait"],
  [{ wrongCodesUntilWait: 11 }, "to.wrongCodesUntilWait"],
])("%j is refused", async ([to, path]) => {
  const refused = await owner.refusal(changeSettings, change(to as Partial<SettingValues>));
  expect(refused).toMatchObject({ code: "invalid-request", fields: [{ path }] });
});

test("a protecting setting takes a second factor, and every change takes a fresh proof", {
  tags: ["AT-96"],
}, async () => {
  await world.addAccount(grace);
  const alone = await withPasswordAlone(world, grace);
  expect((await alone.refusal(changeSettings, change({ supportContact: "+49 30 1" }))).code).toBe(
    "second-factor-needed",
  );
  await alone.get(changeSettings, change({ organisation: "Acme" }));
  world.clock.turnTo(world.clock.now() + 10 * minute);
  for (const browser of [alone, owner]) {
    const { code } = await browser.refusal(changeSettings, change({ defaultDays: 3 }));
    expect(code).toBe("insufficient-user-authentication");
  }
});

test("shorter sessions end at once, and longer ones don't revive them", {
  tags: ["AT-96", "R33"],
}, async () => {
  await world.addAccount(grace);
  const idle = await proven(world, grace);
  world.clock.turnTo(world.clock.now() + 6 * minute);
  await owner.get(changeSettings, change({ sessionIdleMinutes: 5 }));
  expect((await idle.refusal(showSettings, {})).code).toBe("sign-in-expired");
  await owner.get(changeSettings, change({ sessionIdleMinutes: 60 }, { sessionIdleMinutes: 5 }));
  expect((await idle.refusal(showSettings, {})).code).toBe("not-signed-in");
});

test("waits begin after as many wrong passwords as the settings say", async () => {
  await world.addAccount(ursula);
  await owner.get(changeSettings, change({ wrongPasswordsUntilWait: 3, longestWaitMinutes: 1 }));
  const browser = world.browser();
  const wrong = { ...asUser, body: { login: "ursula", password: "not the right one" } };
  for (let time = 0; time < 3; time++) await browser.refusal(submitPassword, wrong);
  const right = { ...asUser, body: { login: "ursula", password: ursula.password } };
  expect((await browser.refusal(submitPassword, right)).code).toBe("wrong-credentials");
  await world.pass(minute);
  expect(await browser.get(submitPassword, right)).toMatchObject({ at: "signed-in" });
});

test("new reminders count for users who already wait, and past ones are not sent", async () => {
  const { id } = await world.addAccount(ursula);
  await world.addAccount(grace);
  await requireMfa(owner, id, 7);
  await world.pass(2 * day);
  const before = world.mails.length;
  const admin = await proven(world, grace);
  await admin.get(changeSettings, change({ reminderHours: [48, 150, 6] }));
  expect((await admin.get(showSettings, {})).values.reminderHours).toEqual([150, 48, 6]);
  const sent: string[] = [];
  for (let hours = 48; hours < 7 * 24; hours++) {
    await world.pass(hour);
    const mails = world.mails.slice(before).filter(({ to }) => to === "ursula@example.com");
    if (mails.length > sent.length) sent.push(`${7 * 24 - hours - 1} h left`);
  }
  expect(sent).toEqual(["48 h left", "6 h left", "0 h left"]);
});
