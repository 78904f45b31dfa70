import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import { makeRecoveryCodes, showSecurity } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";
import { minute } from "../core/clock.ts";

let here: EnrolledScene;
let browser: Browser;
beforeEach(async () => {
  here = await enrolledScene();
  browser = await here.arrived();
});
afterEach(() => here[Symbol.asyncDispose]());

const submit = async (code = "") =>
  (await loggedIn(here.world, ursula)).ask(contract.submitRecoveryCode, passcode(code));

test("new codes end those before, and their owner hears of it", { tags: ["R13", "R87"] }, async () => {
  const { world, admin } = here;
  const before = (await browser.get(makeRecoveryCodes, asUser)).codes;
  await submit(before[0]);
  await world.pass(0);
  world.mails.length = 0;
  const after = (await browser.get(makeRecoveryCodes, asUser)).codes;
  expect(await browser.get(showSecurity, asUser)).toMatchObject({ recoveryCodes: { left: 10 } });
  for (const code of [before[0], before[1]]) {
    expect(await submit(code)).toMatchObject({ problem: { code: "wrong-code" } });
  }
  expect(await submit(after[0])).toMatchObject({ ok: true });
  await world.pass(0);
  expect(world.mails[0]).toMatchObject({ to: "ursula@example.com", subject: "Recovery codes were made" });
  const { events } = await admin.get(listActivity, { query: {} });
  expect(events.map(({ kind }) => kind)).toContain("user_recovery_codes_create");
});

test("codes are in the one reply and in no mail, record or answer after it", async () => {
  const { world, admin } = here;
  const { codes } = await browser.get(makeRecoveryCodes, asUser);
  await world.pass(0);
  const later = JSON.stringify([
    world.mails,
    await admin.get(listActivity, { query: {} }),
    await browser.get(showSecurity, asUser),
    await browser.get(home, {}),
  ]);
  for (const code of codes) expect(later).not.toContain(code);
});

test("of twenty requests at once the last one's codes work, ten and no more", {
  tags: ["AT-26"],
}, async () => {
  const tabs = Array.from({ length: 20 }, () => browser.copy());
  await Promise.all(tabs.map((tab) => tab.get(makeRecoveryCodes, asUser)));
  const { database } = here.world.parts;
  expect(await database.selectFrom("recovery_codes").selectAll().execute()).toHaveLength(10);
});

test("a code that is used while new ones are made is refused or counts as one of the old ones", async () => {
  const { codes } = await browser.get(makeRecoveryCodes, asUser);
  const waiting = await loggedIn(here.world, ursula);
  const [made, used] = await Promise.all([
    browser.get(makeRecoveryCodes, asUser),
    waiting.ask(contract.submitRecoveryCode, passcode(codes[0] ?? "")),
  ]);
  const left = used.ok ? [] : [used.problem.code];
  expect(left).toEqual(used.ok ? [] : ["not-now"]);
  expect(await submit(made.codes[0])).toMatchObject({ ok: true });
});

test("without a second factor there is nothing that codes could replace", async () => {
  const { world } = here;
  const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
  await world.addAccount(walt);
  expect((await (await loggedIn(world, walt)).refusal(makeRecoveryCodes, asUser)).code).toBe(
    "second-factor-needed",
  );
});

test("they take a fresh proof", { tags: ["AT-08", "R41"] }, async () => {
  const { world } = here;
  world.clock.turnTo(world.clock.now() + 10 * minute);
  expect((await browser.refusal(makeRecoveryCodes, asUser)).code).toBe("insufficient-user-authentication");
  expect(await browser.get(showSecurity, asUser)).toMatchObject({ recoveryCodes: null });
});
