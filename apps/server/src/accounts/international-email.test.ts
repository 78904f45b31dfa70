import * as administrators from "@sallyport/contract/administrators";
import * as registration from "@sallyport/contract/authenticator";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticatorOrigin } from "../../lab/simulation/browser.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const password = "nine otters under a bridge";
const spellings = ["info@münchen.de", "INFO@MÜNCHEN.DE", "info@mu\u0308nchen.de", "info@xn--mnchen-3ya.de"];
const typed = "info@münchen.de";
const mailed = "info@xn--mnchen-3ya.de";

async function invited(realm: Realm): Promise<void> {
  const { admin, world } = here;
  if (realm === "user") {
    await admin.get(users.addUser, { body: { username: "info", email: typed, name: "Info" } });
  } else {
    await admin.get(administrators.addAdministrator, { body: { email: typed, name: "Info" } });
  }
  await world.pass(0);
  const mail = world.mails.at(-1);
  expect(mail?.to).toBe(mailed);
  const [, token = ""] = /invitation#([\w-]{43})/.exec(mail?.text ?? "") ?? [];
  await world.browser().get(acceptInvitation, { body: { token, password } });
}

test.for(["user", "administrator"] as const)(
  "an international domain of a %s is shown as typed, mailed to in ASCII, and found in every spelling",
  async (realm) => {
    await invited(realm);
    const { world } = here;
    for (const login of spellings) {
      const browser = world.browser();
      const body = { login, password };
      expect(await browser.get(contract.submitPassword, { params: { realm }, body })).toMatchObject({
        me: { email: typed },
      });
      world.mails.length = 0;
      await world.pass(3_600_000);
      await browser.get(askForPasswordReset, { params: { realm }, body: { login } });
      await world.parts.afterReply.settled();
      await world.pass(0);
      expect(world.mails.map(({ to }) => to)).toEqual([mailed]);
    }
  },
);

test("the same address in another spelling is taken", async () => {
  await invited("user");
  for (const email of spellings) {
    const body = { username: "other", email, name: "Other" };
    expect((await here.admin.refusal(users.addUser, { body })).code).toBe("email-taken");
  }
});

test.for(["research&development@example.com", "o'brien+tag@example.com", "ivan@xn--e1afmkfd.xn--p1ai"])(
  "%s is an address for users, administrators and authenticators",
  async (email) => {
    const { admin, world, userId } = here;
    expect(await admin.get(users.addUser, { body: { username: "one", email, name: "One" } })).toMatchObject({
      email,
    });
    await admin.get(administrators.addAdministrator, { body: { email, name: "One" } });
    const app = world.browser({ origin: authenticatorOrigin });
    expect(await app.get(registration.register, { body: { email } })).toMatchObject({ email });
    await world.pass(0);
    expect(world.mails.slice(-3).map(({ to }) => to)).toEqual([email, email, email]);
    const body = { email: `x${email}` };
    expect(await admin.get(users.saveUser, { params: { id: userId }, body })).toMatchObject(body);
  },
);

test("other letters before the @ are refused with a sentence that says so", async () => {
  const body = { username: "ivan", email: "иван@пример.рф", name: "Ivan" };
  expect((await here.admin.refusal(users.addUser, { body })).fields).toEqual([
    { path: "email", message: "Before the @, use only English letters, digits and signs like . + - _" },
  ]);
});
