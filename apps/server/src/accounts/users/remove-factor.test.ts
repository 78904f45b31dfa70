import { home } from "@sallyport/contract/home";
import { submitPasscode } from "@sallyport/contract/sign-in";
import * as contract from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addOwnPasskey } from "../../../lab/simulation/passkey-ceremonies.ts";
import { loggedIn, logIn, requireMfa, ursula } from "../../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../../lab/simulation/scene.ts";
import { SoftPasskey } from "../../../lab/simulation/soft-passkey.ts";

let here: EnrolledScene;
let params: { id: string };
beforeEach(async () => {
  here = await enrolledScene();
  params = { id: here.userId };
});
afterEach(() => here[Symbol.asyncDispose]());

const shown = () => here.admin.get(contract.showUserSecurity, { params });
const removeApp = (factor: string) =>
  here.admin.ask(contract.removeUserApp, { params: { ...params, factor } });
const removePasskey = (factor: string) =>
  here.admin.ask(contract.removeUserPasskey, { params: { ...params, factor } });
const appId = async () => (await shown()).authenticatorApps[0]?.id ?? "";
const newestMail = async () => {
  await here.world.parts.outbox.deliverDue();
  return here.world.mails.at(-1);
};
const newestEvent = () =>
  here.world.parts.database
    .selectFrom("audit_events")
    .select(["kind", "detail", "actor", "subject"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

test("one of two is removed: sessions end, the owner is told, and the other still counts", {
  tags: ["R20", "R40"],
}, async () => {
  const browser = await here.arrived();
  const passkeyId = await addOwnPasskey(browser, new SoftPasskey(), { name: "Laptop" });
  expect(await removeApp(await appId())).toMatchObject({
    reply: { mfa: { isRequired: true, isEnrolled: true } },
  });
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  expect(await newestEvent()).toEqual({
    kind: "totp_delete_enrollment",
    detail: "“Authenticator app”",
    actor: "ada@example.com",
    subject: "ursula@example.com",
  });
  const mail = await newestMail();
  expect(mail).toMatchObject({ to: "ursula@example.com", subject: "A second factor was removed" });
  expect(mail?.text).toContain("ada (ada@example.com), an administrator");
  expect(await shown()).toMatchObject({
    authenticatorApps: [],
    passkeys: [{ id: passkeyId, name: "Laptop" }],
  });
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "second-factor" });
});

test("without the last one, set-up is due at the next login, with no later, as after a reset", {
  tags: ["AT-16", "R26"],
}, async () => {
  const browser = await here.arrived();
  expect(await removeApp(await appId())).toMatchObject({
    reply: { mfa: { isRequired: true, isEnrolled: false, enrolBy: null } },
  });
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  expect((await newestMail())?.subject).toBe("Your authenticator was removed");
  expect((await newestEvent()).detail).toBe(
    "“Authenticator app”, the last factor; set-up due at the next sign-in",
  );
  expect(await shown()).toMatchObject({ authenticatorApps: [], recoveryCodes: null });
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "set-up", mayPostpone: false });
  const code = here.rightCode();
  expect((await (await loggedIn(here.world, ursula)).refusal(submitPasscode, code)).code).toBe("not-now");
});

test("without the last one and without a requirement, the password is enough, and the mail says so", async () => {
  await here.admin.get(users.saveUser, { params, body: { mfa: { isRequired: false } } });
  await removeApp(await appId());
  expect((await newestMail())?.text).toContain("your password alone is enough to log in");
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});

test("a disabled app that remains still counts: the password alone never opens the account", async () => {
  const browser = await here.arrived();
  const passkeyId = await addOwnPasskey(browser, new SoftPasskey());
  await here.world.parts.database
    .updateTable("totp_factors")
    .set({ state: "disabled" })
    .where("account_id", "=", params.id)
    .execute();
  expect(await removePasskey(passkeyId)).toMatchObject({ reply: { mfa: { isEnrolled: true } } });
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "second-factor" });
});

test("the wrong codes of a removed app don't count against the next one", async () => {
  const browser = await here.arrived();
  await addOwnPasskey(browser, new SoftPasskey());
  await (await loggedIn(here.world, ursula)).refusal(submitPasscode, here.wrongCode());
  await removeApp(await appId());
  const counted = here.world.parts.database.selectFrom("wrong_codes").selectAll();
  expect(await counted.where("account_id", "=", params.id).execute()).toEqual([]);
});

test("a factor of another user, and one that is already gone, change nothing", {
  tags: ["AT-54"],
}, async () => {
  const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
  const { id } = await here.world.addAccount(vera);
  const factor = await appId();
  const foreign = { params: { id, factor } };
  expect((await here.admin.refusal(contract.removeUserApp, foreign)).code).toBe("already-done");
  expect(await appId()).toBe(factor);
  await requireMfa(here.admin, params.id);
  await removeApp(factor);
  expect(await removeApp(factor)).toMatchObject({ problem: { code: "already-done" } });
  expect(await removePasskey(factor)).toMatchObject({ problem: { code: "already-done" } });
});

test("one session is ended, and the others stay", { tags: ["R40"] }, async () => {
  const first = await here.arrived();
  const second = await here.arrived();
  const { sessions } = await shown();
  expect(sessions).toHaveLength(3);
  const session = sessions[0]?.id ?? "";
  await here.admin.get(contract.endUserSession, { params: { ...params, session } });
  const open = await Promise.all([first, second].map(async (one) => (await one.ask(home, {})).ok));
  expect(open.filter(Boolean)).toHaveLength(1);
  expect((await shown()).sessions.map(({ id }) => id)).toEqual(sessions.slice(1).map(({ id }) => id));
  expect((await newestEvent()).kind).toBe("user_sessions_ended");
  const again = { params: { ...params, session } };
  expect((await here.admin.refusal(contract.endUserSession, again)).code).toBe("already-done");
});

test("a session of an administrator can't be ended as one of a user", { tags: ["AT-54"] }, async () => {
  const { id: session } = await here.world.parts.database
    .selectFrom("sessions")
    .select("id")
    .where("realm", "=", "administrator")
    .executeTakeFirstOrThrow();
  const foreign = { params: { ...params, session } };
  expect((await here.admin.refusal(contract.endUserSession, foreign)).code).toBe("already-done");
  expect((await here.admin.ask(contract.showUserSecurity, { params })).ok).toBe(true);
});

test("the page shows factors, codes left, sessions and the last login", async () => {
  await here.arrived();
  expect(await shown()).toMatchObject({
    authenticatorApps: [{ name: "Authenticator app", isDisabled: false }],
    passkeys: [],
    sessions: [
      { address: "192.0.2.1", aal: 2 },
      { address: "192.0.2.1", aal: 2 },
    ],
    lastSignInFrom: "192.0.2.1",
    invitation: null,
  });
  expect(await shown()).not.toHaveProperty("sessions.0.token_hash");
});
