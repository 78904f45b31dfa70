import {
  acceptPasswordReset,
  askForPasswordReset,
  openPasswordReset,
} from "@sallyport/contract/password-reset";
import { sendPasswordReset } from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { minute } from "../core/clock.ts";

let here: Scene;
let params: { id: string };

beforeEach(async () => {
  here = await scene();
  params = { id: here.userId };
  await here.world.parts.outbox.deliverDue();
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

const send = () => here.admin.ask(sendPasswordReset, { params });
async function newestMail() {
  await here.world.parts.afterReply.settled();
  await here.world.parts.outbox.deliverDue();
  return here.world.mails.at(-1);
}
const newestToken = async () => /\/reset-password#(\S+)/.exec((await newestMail())?.text ?? "")?.[1] ?? "";

test("mails a link from the administrator; the old password works until a new one is chosen", async () => {
  expect(await send()).toMatchObject({ ok: true, reply: {} });
  const mail = await newestMail();
  expect(mail).toMatchObject({ to: "ursula@example.com", subject: "Choose a new password" });
  expect(mail?.text).toContain("ada (ada@example.com), an administrator, sent you this link");
  await loggedIn(here.world, ursula);
  const token = await newestToken();
  const password = "seven cranes over the marsh";
  await here.world.browser().get(acceptPasswordReset, { body: { token, password } });
  await expect(logIn(here.world.browser(), ursula)).rejects.toThrow("wrong-credentials");
  expect(await logIn(here.world.browser(), { ...ursula, password })).toMatchObject({ at: "signed-in" });
});

test("is recorded with the administrator and the user", async () => {
  await send();
  const event = here.world.parts.database
    .selectFrom("audit_events")
    .select(["actor", "subject", "outcome", "detail"])
    .where("kind", "=", "user_password_reset_request");
  expect(await event.execute()).toEqual([
    {
      actor: "ada@example.com",
      subject: "ursula@example.com",
      outcome: "success",
      detail: "mailed: reset-link",
    },
  ]);
});

test("mails no second link within the pause, and the first link still works", {
  tags: ["AT-86"],
}, async () => {
  await here.world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  const token = await newestToken();
  expect(await send()).toMatchObject({ problem: { code: "link-mailed", status: 409 } });
  expect((await here.world.browser().ask(openPasswordReset, { body: { token } })).ok).toBe(true);
  here.world.clock.turnTo(here.world.clock.now() + 6 * minute);
  expect(await send()).toMatchObject({ ok: true });
});

test("doesn't use up the requests of the office's network", async () => {
  for (let sent = 0; sent < 25; sent++) {
    const login = `person${sent}`;
    params = { id: (await here.world.addAccount({ ...ursula, login })).id };
    expect(await send()).toMatchObject({ ok: true });
  }
  await here.world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  expect((await newestMail())?.to).toBe("ursula@example.com");
});

test("counts with the invitations of the administrator", { tags: ["AT-85"] }, async () => {
  for (let sent = 0; sent < 60; sent++) {
    const login = `person${sent}`;
    params = { id: (await here.world.addAccount({ ...ursula, login })).id };
    expect(await send()).toMatchObject({ ok: true });
  }
  params = { id: here.userId };
  expect(await send()).toMatchObject({ problem: { code: "too-many-invitations" } });
});

test("an invited or suspended user gets no link", async () => {
  await here.admin.get(users.setUserState, { params, body: { state: "suspended" } });
  expect(await send()).toMatchObject({ problem: { code: "not-now" } });
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  params = { id: (await here.admin.get(users.addUser, { body })).id };
  expect(await send()).toMatchObject({ problem: { code: "not-now" } });
});
