import { listActivity } from "@sallyport/contract/activity";
import { editAdministrator } from "@sallyport/contract/administrators";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { minute } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import {
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../simulation/scene.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const subjects = () => here.world.mails.map(({ subject }) => subject);
const repeat = async (times: number, act: () => Promise<unknown>) => {
  for (let time = 0; time < times; time++) await act();
};
const submitWrong = async (browser: Browser) =>
  (await browser.refusal(contract.submitPasscode, here.wrongCode())).code;

const attempt = (browser: Browser, password = "not the right one") =>
  browser.refusal(contract.submitPassword, { ...asUser, body: { login: "ursula", password } });

test("of five hundred wrong codes at once, from 25 sign-ins, five are judged", {
  tags: ["AT-35", "R07", "R47", "R95"],
  timeout: 60_000,
}, async () => {
  const { world, wrongCode, rightCode } = here;
  const signIns = await Promise.all(Array.from({ length: 25 }, () => loggedIn(world, ursula)));
  const tabs = signIns.flatMap((browser) => Array.from({ length: 20 }, () => browser.copy()));
  const codes = await Promise.all(
    tabs.map(async (tab) => (await tab.refusal(contract.submitPasscode, wrongCode())).code),
  );
  expect(codes.filter((code) => code === "wrong-code")).toHaveLength(5);
  expect(codes.filter((code) => code === "wait")).toHaveLength(495);
  const late = await loggedIn(world, ursula);
  expect((await late.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
});

test("of two hundred wrong passwords at once from one address, ten are judged", {
  tags: ["AT-35", "R07", "R47"],
}, async () => {
  const { world, admin } = here;
  const answers = await Promise.all(Array.from({ length: 200 }, () => attempt(world.browser())));
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(["wrong-credentials"]));
  const checked = await recorded(admin, "wrong password");
  expect(checked).toHaveLength(10);
  expect((await attempt(world.browser(), ursula.password)).code).toBe("wrong-credentials");
});

async function recorded(admin: Browser, detail: string) {
  const found = [];
  for (let before: number | null | undefined; before !== null; ) {
    const query = before === undefined ? { limit: 100 } : { limit: 100, before };
    const page = await admin.get(listActivity, { query });
    found.push(...page.events.filter((event) => event.detail === detail));
    before = page.next;
  }
  return found;
}

test("with a second factor, wrong passwords lead to the same waits as without one", {
  tags: ["AT-36", "R07"],
}, async () => {
  const { world } = here;
  await repeat(10, () => attempt(world.browser()));
  expect((await attempt(world.browser(), ursula.password)).code).toBe("wrong-credentials");
  await world.pass(30_000);
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor" });
});

test("administrators' codes are limited as users' are", { tags: ["AT-36", "R07"] }, async () => {
  const { world, admin } = here;
  const { id } = await world.addAccount(grace);
  await admin.get(editAdministrator, { params: { id }, body: { isMfaRequired: true } });
  const secret = await enrol(await loggedIn(world, grace), world.clock, "administrator");
  turnToNextCode(world.clock);
  const browser = await loggedIn(world, grace);
  const submit = async (code: string) => {
    const request = { params: { realm: "administrator" }, body: { code } } as const;
    return (await browser.refusal(contract.submitPasscode, request)).code;
  };
  const now = world.clock.now();
  await repeat(5, async () => expect(await submit(wrongCodeFor(secret, now))).toBe("wrong-code"));
  expect(await submit(codeFor(secret, now))).toBe("wait");
});

test("giving up and starting over brings no attempt back", { tags: ["AT-38", "R83", "R95"] }, async () => {
  const { world, rightCode } = here;
  const browser = world.browser();
  await repeat(5, async () => {
    await logIn(browser, ursula);
    expect(await submitWrong(browser)).toBe("wrong-code");
    await browser.get(contract.leave, asUser);
  });
  expect(await logIn(browser, ursula)).toMatchObject({
    at: "second-factor",
    waitUntil: new Date(world.clock.now() + 30_000).toISOString(),
  });
  expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
});

test("sign-ins side by side share five guesses, and the owner hears of them", {
  tags: ["AT-39", "R11", "R95"],
}, async () => {
  const { world } = here;
  const signIns = await Promise.all(Array.from({ length: 10 }, () => loggedIn(world, ursula)));
  const codes = await Promise.all(signIns.map(submitWrong));
  expect(codes.filter((code) => code === "wrong-code")).toHaveLength(5);
  await world.pass(0);
  expect(subjects()).toEqual(["Correct password, wrong codes"]);
  expect(world.mails[0]).toMatchObject({ to: "ursula@example.com" });
});

test("cookies from before the wrong codes bring no attempt back", { tags: ["AT-40"] }, async () => {
  const { world, rightCode } = here;
  const browser = await loggedIn(world, ursula);
  const before = browser.copy();
  await repeat(5, () => submitWrong(browser));
  expect((await before.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
  expect(await before.get(contract.whereAmI, asUser)).toMatchObject({
    waitUntil: new Date(world.clock.now() + 30_000).toISOString(),
  });
});

test("suspending an account ends the sign-in that waits for its code", {
  tags: ["AT-42", "R38"],
}, async () => {
  const { world, admin, userId, rightCode } = here;
  const browser = await loggedIn(world, ursula);
  const params = { id: userId };
  await admin.get(users.setUserState, { params, body: { state: "suspended" } });
  expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("not-signed-in");
  await admin.get(users.setUserState, { params, body: { state: "active" } });
  expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("not-signed-in");
});

test("wrong codes that disable the authenticator stop every sign-in under way", {
  tags: ["AT-42", "R83"],
  timeout: 60_000,
}, async () => {
  const { world, admin, userId, rightCode } = here;
  const params = { id: userId };
  const tabs = await Promise.all(Array.from({ length: 2 }, () => loggedIn(world, ursula)));
  const [one, other] = tabs;
  if (!one || !other) throw new Error("There are two.");
  await repeat(100, async () => {
    await admin.get(users.unlockUser, { params });
    await submitWrong(one);
  });
  expect((await other.refusal(contract.submitPasscode, rightCode())).code).toBe("factor-disabled");
  expect(await other.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor", isDisabled: true });
});

test("an attacker who knows only a login can delay neither the owner's browser nor their codes", {
  tags: ["AT-45", "R01", "R07"],
}, async () => {
  const { world, rightCode, arrived } = here;
  const owner = await arrived();
  await owner.get(contract.leave, asUser);
  const stranger = world.browser();
  await repeat(30, () => attempt(stranger));
  await repeat(30, async () => {
    expect((await stranger.refusal(contract.submitPasscode, passcode("000000"))).code).toBe("not-signed-in");
  });
  await world.pass(minute);
  await attempt(stranger);
  expect(await logIn(owner, ursula)).toMatchObject({
    at: "second-factor",
    waitUntil: null,
    isDisabled: false,
  });
  expect(await owner.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
});
