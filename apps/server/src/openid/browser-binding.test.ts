import {
  finishAuthorization,
  listAuthorizations,
  showAuthorization,
} from "@sallyport/contract/authorization";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { idIn, RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";
import { authorizationCookie } from "../http/visit.ts";

let world: SimulatedApp;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const over = "/application-refused?reason=over";
const finish = (browser: Browser, id: string) =>
  browser.ask(finishAuthorization, { params: { id }, body: { isConfirmed: true } });

describe("an authorization", () => {
  test("is of the browser that began it, and a planted cookie opens none", { tags: ["AT-102"] }, async () => {
    const attacker = world.browser();
    const id = idIn(await wiki.begin(attacker));
    const ofOther = attacker.cookies.get(authorizationCookie(idIn(await wiki.begin(attacker))));
    const victim = await loggedIn(world, ursula);
    for (const planted of [undefined, ofOther, "A".repeat(43)]) {
      if (planted !== undefined) victim.cookies.set(authorizationCookie(id), planted);
      expect(await finish(victim, id)).toMatchObject({ ok: false, problem: { code: "link-invalid" } });
      expect(await victim.refusal(showAuthorization, { params: { id } })).toMatchObject({
        code: "link-invalid",
      });
      expect((await send(world, `/oidc/auth/${id}`, {}, victim)).location).toBe(over);
    }
    expect((await send(world, `/oidc/auth/${id}`, {}, attacker)).location).toBe(`/authorize/${id}`);
  });

  test("that another browser resumes after it was finished opens nothing", { tags: ["AT-102"] }, async () => {
    const browser = await loggedIn(world, ursula);
    const id = idIn(await wiki.begin(browser));
    await finish(browser, id);
    const thief = world.browser();
    thief.cookies.set("_interaction_resume", id);
    thief.cookies.set("resume", id);
    expect((await send(world, `/oidc/auth/${id}`, {}, thief)).location).toBe(over);
  });

  test("works once", async () => {
    const browser = await loggedIn(world, ursula);
    const id = idIn(await wiki.begin(browser));
    await finish(browser, id);
    const cookies = new Map(browser.cookies);
    expect((await send(world, `/oidc/auth/${id}`, {}, browser)).location).toContain("code=");
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await send(world, `/oidc/auth/${id}`, {}, browser)).location).toBe(over);
  });

  test("ends after an hour", async () => {
    const browser = await loggedIn(world, ursula);
    const id = idIn(await wiki.begin(browser));
    world.clock.turnTo(world.clock.now() + hour);
    expect(await browser.refusal(showAuthorization, { params: { id } })).toMatchObject({
      code: "link-invalid",
    });
    expect((await send(world, `/oidc/auth/${id}`, {}, browser)).location).toBe(over);
  });

  test("of one tab leaves those of other tabs, up to ten", async () => {
    const browser = world.browser();
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(idIn(await wiki.begin(browser)));
    const kept = [...browser.cookies.keys()].filter((name) => name.startsWith(authorizationCookie("")));
    expect(kept).toEqual(ids.slice(2).map(authorizationCookie));
    for (const [name, value] of (await loggedIn(world, ursula)).cookies) browser.cookies.set(name, value);
    for (const id of ids.slice(2, 5)) {
      expect((await finish(browser, id)).ok).toBe(true);
      expect((await send(world, `/oidc/auth/${id}`, {}, browser)).location).toContain("code=");
    }
  });
});

test("a user who logs in again as another one takes no session of the first along", async () => {
  const uma = { ...ursula, login: "uma" };
  await world.addAccount(uma);
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  const session = browser.cookies.get("__Host-sallyport-openid");
  const other = await loggedIn(world, uma);
  if (session !== undefined) other.cookies.set("__Host-sallyport-openid", session);
  const id = idIn(await wiki.begin(other, { prompt: "select_account" }));
  await finish(other, id);
  const code = new URL((await send(world, `/oidc/auth/${id}`, {}, other)).location).searchParams.get("code");
  const { body } = await wiki.redeem(code ?? "");
  const { access_token: token } = JSON.parse(body) as { access_token: string };
  expect(JSON.parse((await wiki.userinfo(token)).body)).toMatchObject({ name: "uma" });
});

const list = async (from: Browser) => (await from.get(listAuthorizations, {})).authorizations;

test("a browser lists the logins that it has begun, the newest first, and no other browser's", {
  tags: ["AT-102"],
}, async () => {
  const browser = world.browser();
  const ids = [idIn(await wiki.begin(browser)), idIn(await wiki.begin(browser))];
  expect(await list(browser)).toEqual(ids.toReversed().map((id) => ({ id, application: "Wiki" })));
  const other = world.browser();
  other.cookies.set(authorizationCookie(ids[0] ?? ""), "A".repeat(43));
  other.cookies.set(authorizationCookie("nonsense"), "A".repeat(43));
  expect(await list(other)).toEqual([]);
  for (const [name, value] of (await loggedIn(world, ursula)).cookies) browser.cookies.set(name, value);
  await finish(browser, ids[1] ?? "");
  expect(await list(browser)).toEqual([{ id: ids[0], application: "Wiki" }]);
});
