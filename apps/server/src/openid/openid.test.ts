import { finishAuthorization, showAuthorization } from "@sallyport/contract/authorization";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { asUser, enrol, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { claimsIn, idIn, RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour, minute, second } from "../core/clock.ts";

let world: SimulatedApp;
let userId: string;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

describe("a login", () => {
  test("from the application to a page of the portal, and back with a code and tokens", {
    tags: ["AT-116", "AT-118", "AT-140", "AT-143", "oidcc-server", "oidcc-userinfo-get"],
  }, async () => {
    const browser = world.browser();
    const begun = await wiki.begin(browser);
    expect(begun).toMatchObject({ status: 303, location: expect.stringMatching(/^\/authorize\/[\w-]{43}$/) });
    const params = { id: idIn(begun) };
    const application = { id: wiki.id, name: "Wiki", isTrial: false };
    expect(await browser.get(showAuthorization, { params })).toEqual({
      at: "login",
      application,
      loginHint: null,
    });
    expect(
      await browser.refusal(finishAuthorization, { params, body: { isConfirmed: false } }),
    ).toMatchObject({
      code: "not-signed-in",
    });
    for (const [name, value] of (await loggedIn(world, ursula)).cookies) browser.cookies.set(name, value);
    expect(await browser.get(showAuthorization, { params })).toEqual({ at: "ready", application });
    const { address } = await browser.get(finishAuthorization, { params, body: { isConfirmed: false } });
    const back = await send(world, address, {}, browser);
    const answer = new URL(back.location);
    expect(back.status).toBe(303);
    expect(answer.origin + answer.pathname).toBe(wiki.callback);
    expect(Object.fromEntries(answer.searchParams)).toEqual({
      code: expect.any(String),
      state: "a state",
      iss: portalOrigin,
    });
    const redeemed = await wiki.redeem(answer.searchParams.get("code") ?? "");
    expect(redeemed.status).toBe(200);
    const tokens = JSON.parse(redeemed.body) as { access_token: string; id_token: string };
    expect(tokens).not.toHaveProperty("refresh_token");
    const claims = {
      sub: userId,
      name: "ursula",
      preferred_username: "ursula",
      email: "ursula@example.com",
      email_verified: false,
      groups: [],
    };
    const now = world.clock.now() / second;
    expect(claimsIn(tokens.id_token)).toMatchObject({
      ...claims,
      iss: portalOrigin,
      aud: wiki.id,
      acr: "pwd",
      amr: ["pwd"],
      auth_time: now,
      iat: now,
      exp: now + hour / second,
    });
    const userinfo = await wiki.userinfo(tokens.access_token);
    expect(JSON.parse(userinfo.body)).toEqual(claims);
  });

  test("to a second application takes no page", async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const other = await RelyingParty.add(world, { name: "Mail" });
    const begun = await other.begin(browser);
    expect(begun.location).toMatch(new RegExp(`^${other.callback}\\?code=`));
  });

  test("appears in the activity log with the level of the session", async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    await enrol(browser, world.clock).catch(() => {});
    const events = await world.parts.database
      .selectFrom("audit_events")
      .select(["actor_id", "detail"])
      .where("kind", "=", "application_login")
      .execute();
    expect(events).toEqual([{ actor_id: userId, detail: "“Wiki”: AAL1" }]);
  });
});

test("an address is verified by a link in a mail, until it changes", { tags: ["AT-116"] }, async () => {
  const password = "seven green chairs on a hill";
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  const token = /#([\w-]{43})/.exec(world.mails.map(({ text }) => text).join())?.[1] ?? "";
  await world.browser().get(acceptPasswordReset, { body: { token, password } });
  const isVerified = async () =>
    claimsIn((await wiki.tokens(await loggedIn(world, { ...ursula, password }))).id_token)["email_verified"];
  expect(await isVerified()).toBe(true);
  const changed = { email: "other@example.com", email_key: "other@example.com" };
  await world.parts.database.updateTable("accounts").set(changed).execute();
  expect(await isVerified()).toBe(false);
});

describe("the portal's session decides", () => {
  test("an ended portal session logs in to no application", { tags: ["AT-108"] }, async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const silently = async () =>
      new URL((await wiki.begin(browser, { prompt: "none" })).location).searchParams;
    expect((await silently()).get("code")).not.toBeNull();
    const session = browser.cookies.get("__Host-sallyport-openid") ?? "";
    await browser.get(leave, asUser);
    browser.cookies.set("__Host-sallyport-openid", session);
    expect((await silently()).get("error")).toBe("login_required");
  });

  test("an expired portal session logs in to no application", { tags: ["AT-108"] }, async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    world.clock.turnTo(world.clock.now() + hour);
    const answer = new URL((await wiki.begin(browser, { prompt: "none" })).location).searchParams;
    expect(answer.get("error")).toBe("login_required");
  });
});

describe("codes and tokens", () => {
  test("the simulated clock ends a code", { tags: ["AT-118", "AT-136"] }, async () => {
    const browser = await loggedIn(world, ursula);
    expect((await wiki.redeem(await wiki.code(browser))).status).toBe(200);
    const code = await wiki.code(browser);
    world.clock.turnTo(world.clock.now() + 2 * minute);
    const late = await wiki.redeem(code);
    expect([late.status, JSON.parse(late.body)]).toEqual([
      400,
      expect.objectContaining({ error: "invalid_grant" }),
    ]);
  });

  test("of a hundred who redeem a code at once, one gets tokens", { tags: ["AT-106"] }, async () => {
    const code = await wiki.code(await loggedIn(world, ursula));
    const answers = await Promise.all(Array.from({ length: 100 }, () => wiki.redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("of a hundred who redeem a refresh token at once, one gets tokens", { tags: ["AT-106"] }, async () => {
    const phone = await RelyingParty.add(world, { keeps_access: 1 });
    const { refresh_token: token = "" } = await phone.tokens(await loggedIn(world, ursula));
    const answers = await Promise.all(Array.from({ length: 100 }, () => phone.refresh(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
