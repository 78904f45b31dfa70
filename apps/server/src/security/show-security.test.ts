import { makeRecoveryCodes, showSecurity } from "@sallyport/contract/security";
import { leave, submitPassword } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ada, asUser, grace, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { hour, instant, minute } from "../core/clock.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

test("shows what its owner signs in with, and where they are signed in", {
  tags: ["R42", "R85"],
}, async () => {
  const { world, arrived } = here;
  const browser = await arrived();
  const now = world.clock.now();
  await browser.get(makeRecoveryCodes, asUser);
  const security = await browser.get(showSecurity, asUser);
  expect(security).toMatchObject({
    authenticatorApps: [{ name: "Authenticator app", lastUsedAt: instant(now), isDisabled: false }],
    passkeys: [],
    recoveryCodes: { left: 10, madeAt: instant(now), isSaved: true, isDisabled: false },
    isMfaRequired: true,
    freshUntil: instant(now + 10 * minute),
  });
  expect(security.sessions).toMatchObject([
    { isThis: true, address: "192.0.2.1", aal: 2, beganAt: instant(now) },
    { isThis: false, aal: 2 },
  ]);
});

test("an account without a second factor has a password, and a session of it", async () => {
  await using world = (await enrolledScene()).world;
  const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
  await world.addAccount(walt);
  const browser = await loggedIn(world, walt);
  expect(await browser.get(showSecurity, asUser)).toMatchObject({
    authenticatorApps: [],
    recoveryCodes: null,
    sessions: [{ isThis: true, aal: 1 }],
    passwordSetAt: instant(world.clock.now()),
    isMfaRequired: false,
  });
});

test("administrators have the same, and their own", async () => {
  const { world } = here;
  await world.addAccount(grace);
  const browser = await proven(world, grace);
  const security = await browser.get(showSecurity, { params: { realm: "administrator" } });
  expect(security.sessions).toHaveLength(1);
  expect((await browser.refusal(showSecurity, asUser)).code).toBe("not-signed-in");
  expect(security.authenticatorApps).not.toEqual(
    (await (await here.arrived()).get(showSecurity, asUser)).authenticatorApps,
  );
});

test("a sign-in that waits for its second step, one that expired and one that ended are not listed", async () => {
  const { world, arrived } = here;
  const gone = await arrived();
  await arrived();
  await gone.get(leave, asUser);
  await loggedIn(world, ursula);
  expect((await (await arrived()).get(showSecurity, asUser)).sessions).toHaveLength(3);
  world.clock.turnTo(world.clock.now() + hour);
  expect((await (await arrived()).get(showSecurity, asUser)).sessions).toHaveLength(1);
});

test("devices are told by what their browsers say", async () => {
  const { world } = here;
  const { app } = world;
  const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
  await world.addAccount(walt);
  for (const agent of [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "",
    "<script>alert(1)</script>",
  ]) {
    await app.inject({
      method: "POST",
      url: submitPassword.path.replace(":realm", "user"),
      headers: { host: "portal.localhost:8080", "user-agent": agent },
      payload: { login: walt.login, password: walt.password },
    });
  }
  const { sessions } = await (await loggedIn(world, walt)).get(showSecurity, asUser);
  expect(sessions.map(({ device }) => device).toSorted()).toEqual([
    "Chrome on Windows",
    "Firefox on Linux",
    "Safari on iOS",
    "Unknown device",
    "Unknown device",
    expect.any(String),
  ]);
});

test("tells no secret of any kind", async () => {
  const { admin, arrived, secret } = here;
  const text = JSON.stringify([
    await (await arrived()).get(showSecurity, asUser),
    await admin.get(showSecurity, { params: { realm: ada.realm } }),
  ]);
  for (const hidden of [secret, "hash", "token", "user_agent"]) expect(text).not.toContain(hidden);
});
