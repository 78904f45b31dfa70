import * as authenticator from "@sallyport/contract/authenticator";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticatorOrigin, type Browser } from "../simulation/browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  loggedIn,
  logIn,
  turnToNextCode,
  ursula,
} from "../simulation/people.ts";
import { passcode, type Scene, scene } from "../simulation/scene.ts";

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
const people = { ursula, vera } as const;
type Name = keyof typeof people;

let here: Scene;
let secrets: Record<Name, string>;

beforeEach(async () => {
  here = await scene();
  const ids = { ursula: here.userId, vera: (await here.world.addAccount(vera)).id };
  const enrolled = async (name: Name) => {
    const body = { name, email: `${name}@example.com`, mfa: { isRequired: true, days: 7 } } as const;
    await here.admin.get(users.saveUser, { params: { id: ids[name] }, body });
    return enrol(await loggedIn(here.world, people[name]), here.world.clock);
  };
  secrets = { ursula: await enrolled("ursula"), vera: await enrolled("vera") };
  turnToNextCode(here.world.clock);
});
afterEach(() => here[Symbol.asyncDispose]());

const codeOf = (name: Name) => passcode(codeFor(secrets[name], here.world.clock.now()));
const at = async (browser: Browser) => (await browser.get(contract.whereAmI, asUser)).at;

test.for([
  ["ursula", "vera"],
  ["vera", "ursula"],
] as const)("a code of %s does not pass for %s", { tags: ["AT-54", "R53"] }, async ([owner, victim]) => {
  const browser = await loggedIn(here.world, people[victim]);
  expect((await browser.refusal(contract.submitPasscode, codeOf(owner))).code).toBe("wrong-code");
  expect(await at(browser)).toBe("second-factor");
  // The failed attempt hasn't used up the code, so its owner can still use it.
  const owners = await loggedIn(here.world, people[owner]);
  expect(await owners.get(contract.submitPasscode, codeOf(owner))).toMatchObject({ at: "signed-in" });
});

test("a sign-in of one account cannot be finished as another, nor in the other realm", {
  tags: ["AT-54", "R53"],
}, async () => {
  const { world } = here;
  const browser = await loggedIn(world, ursula);
  await logIn(browser, vera);
  expect((await browser.refusal(contract.submitPasscode, codeOf("ursula"))).code).toBe("wrong-code");
  await browser.get(contract.submitPasscode, codeOf("vera"));
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ me: { username: "vera" } });

  const token = browser.cookies.get("__Host-sallyport-user") ?? "";
  browser.cookies.set("__Host-sallyport-administrator", token);
  expect((await browser.refusal(users.listUsers, { query: {} })).code).toBe("not-signed-in");
});

test("a set-up that one account began is not another's to confirm", { tags: ["AT-54"] }, async () => {
  const { world, admin, userId } = here;
  const veras = (await admin.get(users.listUsers, { query: { search: "vera" } })).users[0]?.id ?? "";
  for (const id of [userId, veras]) {
    await admin.get(users.resetAuthenticator, { params: { id }, body: { days: null } });
  }
  const browser = await loggedIn(world, ursula);
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  await logIn(browser, vera);
  const token = passcode(codeFor(secret, world.clock.now()));
  expect((await browser.refusal(contract.confirmSetUp, token)).code).toBe("not-now");
  expect((await browser.get(contract.beginSetUp, asUser)).secret).not.toBe(secret);
  expect((await browser.refusal(contract.confirmSetUp, token)).code).toBe("wrong-code");
});

test("an invitation sets the password of its own account only", { tags: ["AT-54"] }, async () => {
  const { world, admin } = here;
  const invited = { username: "walt", email: "walt@example.com", name: "Walt" };
  await admin.get(users.addUser, { body: invited });
  await world.parts.outbox.deliverDue();
  const token = /\/invitation#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  const password = "a phrase that walt chose";
  const body = { token, password, id: here.userId, realm: "administrator", login: "ursula" };
  expect(await world.browser().get(acceptInvitation, { body })).toEqual({ realm: "user", login: "walt" });
  for (const who of [ursula, ada]) {
    await expect(logIn(world.browser(), { ...who, password })).rejects.toThrow("wrong-credentials");
  }
});

test("the code mailed for one app does not verify another", { tags: ["AT-54", "R29"] }, async () => {
  const { world } = here;
  const app = () => world.browser({ origin: authenticatorOrigin });
  const mine = app();
  const theirs = app();
  await mine.get(authenticator.register, { body: { email: "ursula@example.com" } });
  await world.pass(0);
  const code = /\b\d{8}\b/.exec(world.mails.at(-1)?.text ?? "")?.[0] ?? "";
  await theirs.get(authenticator.register, { body: { email: "vera@example.com" } });
  expect((await theirs.refusal(authenticator.verifyByCode, { body: { code } })).code).toBe("wrong-code");
  expect(await mine.get(authenticator.verifyByCode, { body: { code } })).toMatchObject({ at: "verified" });
});
