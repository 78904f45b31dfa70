import { acceptInvitation } from "@sallyport/contract/invitations";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/sign-in";
import { addUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { asUser, grace, loggedIn, requireMfa, ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { recover } from "../accounts/command/recover.ts";

const password = "seven cranes over the marsh";
const asAdministrator = { params: { realm: "administrator" } } as const;

let here: Scene;
let ursulas: Browser;
beforeEach(async () => {
  here = await scene();
  await requireMfa(here.admin, here.userId);
  ursulas = await loggedIn(here.world, ursula);
  await ursulas.get(contract.beginSetUp, asUser);
});
afterEach(() => here[Symbol.asyncDispose]());

async function mailedToken(path: string): Promise<string> {
  await here.world.parts.afterReply.settled();
  await here.world.parts.outbox.deliverDue();
  return here.world.mails.at(-1)?.text.split(`${path}#`)[1]?.slice(0, 43) ?? "";
}

test("accepting an invitation at another user's set-up page leads to a login, and enrols nothing there", async () => {
  await here.admin.get(addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
  const token = await mailedToken("/invitation");
  await ursulas.get(acceptInvitation, { body: { token, password } });
  expect(await ursulas.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  expect((await ursulas.refusal(contract.beginSetUp, asUser)).code).toBe("not-signed-in");
});

test("so does a link to a new password of another user", async () => {
  await here.world.addAccount({ realm: "user", login: "vera", password: "four unrelated words do" });
  await ursulas.get(askForPasswordReset, { ...asUser, body: { login: "vera" } });
  const token = await mailedToken("/reset-password");
  await ursulas.get(acceptPasswordReset, { body: { token, password } });
  expect(await ursulas.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
});

test("so does the printed link of another administrator, and a user who is logged in here stays so", async () => {
  const { database, clock } = here.world.parts;
  await here.world.addAccount(grace);
  for (const [name, value] of here.admin.cookies) ursulas.cookies.set(name, value);
  const { link } = await recover(database, { email: "grace@example.com", portalOrigin, now: clock.now() });
  await ursulas.get(acceptInvitation, { body: { token: link.split("#")[1] ?? "", password } });
  expect(await ursulas.get(contract.whereAmI, asAdministrator)).toEqual({ at: "start" });
  expect(await ursulas.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up" });
});

test("a link that is refused ends no session", async () => {
  const body = { token: "A".repeat(43), password };
  expect((await ursulas.refusal(acceptInvitation, { body })).code).toBe("link-invalid");
  expect(await ursulas.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up" });
});
