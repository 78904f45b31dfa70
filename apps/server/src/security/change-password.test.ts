import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import * as security from "@sallyport/contract/security";
import { submitPassword } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { instant, minute } from "../core/clock.ts";

const next = "seven green chairs on a hill";

let here: EnrolledScene;
let browser: Browser;
beforeEach(async () => {
  here = await enrolledScene();
  browser = await here.arrived();
  await here.world.pass(0);
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

const changing = (present = ursula.password, chosen = next) => ({
  ...asUser,
  body: { present, next: chosen },
});
const refusal = async (request = changing()) =>
  (await browser.refusal(security.changePassword, request)).code;
const isRight = async (password: string) => {
  const body = { login: "ursula", password };
  return (await here.world.browser().ask(submitPassword, { ...asUser, body })).ok;
};

test("takes the present one; the new one holds from then on", { tags: ["R04", "R13"] }, async () => {
  const { world, admin } = here;
  await browser.get(security.changePassword, changing());
  expect(await isRight(ursula.password)).toBe(false);
  expect(await logIn(world.browser(), { ...ursula, password: next })).toMatchObject({ at: "second-factor" });
  expect(await browser.get(security.showSecurity, asUser)).toMatchObject({
    passwordSetAt: instant(world.clock.now()),
  });
  await world.pass(0);
  expect(world.mails).toMatchObject([{ to: "ursula@example.com", subject: "Your password was changed" }]);
  expect(world.mails[0]?.text).not.toContain(next);
  const { events } = await admin.get(listActivity, { query: {} });
  expect(events).toContainEqual(
    expect.objectContaining({
      kind: "user_password_change",
      detail: "by its owner",
      actor: "ursula@example.com",
    }),
  );
});

test("ends the other sessions, and renews the token of this one", {
  tags: ["AT-60", "R36", "R39"],
}, async () => {
  const others = [await here.arrived(), browser.copy()];
  await browser.get(security.changePassword, changing());
  for (const other of others) expect((await other.refusal(home, {})).code).toBe("not-signed-in");
  expect(await browser.ask(home, {})).toMatchObject({ ok: true });
});

test("ends links to reset it that were mailed before", async () => {
  const { world } = here;
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  await world.pass(0);
  const token = /#([\w-]{43})/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  await browser.get(security.changePassword, changing());
  const body = { token, password: "another phrase that is long" };
  expect((await world.browser().refusal(acceptPasswordReset, { body })).code).toBe("link-invalid");
});

test.for([
  ["password-too-weak", "aaaaaaaaaaaaaaaaaaaa"],
  ["password-breached", "passwordpassword1"],
  ["invalid-request", "too short"],
])("%s: “%s” changes nothing", { tags: ["R04"] }, async ([code, chosen = ""]) => {
  const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
  await here.world.addAccount(walt);
  browser = await loggedIn(here.world, walt);
  expect(await refusal(changing(walt.password, chosen))).toBe(code);
  expect(await logIn(here.world.browser(), walt)).toMatchObject({ at: "signed-in" });
});

test("wrong present passwords count as at a sign-in, and change nothing", {
  tags: ["AT-43", "R07"],
}, async () => {
  const { world } = here;
  for (let time = 0; time < 10; time++) {
    expect(await refusal(changing("not the right one"))).toBe("wrong-credentials");
  }
  expect(await refusal()).toBe("too-many-requests");
  const body = { login: "ursula", password: ursula.password };
  expect((await browser.copy().refusal(submitPassword, { ...asUser, body })).code).toBe("wrong-credentials");
  expect(await isRight(ursula.password)).toBe(true);
  await world.pass(30_000);
  expect(world.mails.map(({ subject }) => subject)).toEqual(["Wrong passwords for your account"]);
  expect(await browser.ask(security.changePassword, changing())).toMatchObject({ ok: true });
});

test("of twenty changes at once, one is made", { tags: ["AT-26"] }, async () => {
  const chosen = Array.from({ length: 20 }, (_, index) => `${next} number ${index}`);
  const answers = await Promise.all(
    chosen.map((password) =>
      browser.copy().ask(security.changePassword, changing(ursula.password, password)),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("takes a fresh proof besides", { tags: ["AT-08", "R41"] }, async () => {
  const { world } = here;
  world.clock.turnTo(world.clock.now() + 10 * minute);
  expect(await refusal()).toBe("insufficient-user-authentication");
  expect(await isRight(ursula.password)).toBe(true);
});
