import { endApplicationLogin, listApplicationLogins } from "@sallyport/contract/own-applications";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";

const una = { ...ursula, login: "una" };

let world: SimulatedApp;
let browser: Browser;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  await world.addAccount(una);
  browser = await loggedIn(world, ursula);
});
afterEach(() => world[Symbol.asyncDispose]());

const namesOf = async (who: Browser) => {
  const { logins } = await who.get(listApplicationLogins, {});
  return logins.map(({ name }) => name);
};
const logOut = (who: Browser, id: string) => who.get(endApplicationLogin, { params: { id } });

test("an application is one entry for all devices, and its logout ends the tokens on all of them at once", async () => {
  const wiki = await RelyingParty.add(world, { keeps_access: 1 });
  const other = await loggedIn(world, ursula);
  const tokens = [await wiki.tokens(browser), await wiki.tokens(other)];
  for (const { access_token } of tokens) expect((await wiki.userinfo(access_token)).status).toBe(200);
  const { logins } = await browser.get(listApplicationLogins, {});
  expect(logins).toMatchObject([{ id: wiki.id, name: "Wiki", isTold: false }]);
  expect(await logOut(browser, wiki.id)).toEqual({ logins: [] });
  for (const { access_token, refresh_token = "" } of tokens) {
    expect((await wiki.userinfo(access_token)).status).toBe(401);
    expect((await wiki.refresh(refresh_token)).status).toBe(400);
  }
});

test("the portal's session and other applications stay, and the application can be opened again", async () => {
  const [wiki, mail] = [await RelyingParty.add(world), await RelyingParty.add(world, { name: "Mail" })];
  await wiki.logIn(browser);
  await mail.logIn(browser);
  await logOut(browser, wiki.id);
  expect(await namesOf(browser)).toEqual(["Mail"]);
  await wiki.logIn(browser);
  expect(await namesOf(browser)).toEqual(["Mail", "Wiki"]);
});

test("a user ends only own logins", async () => {
  const wiki = await RelyingParty.add(world);
  await wiki.logIn(browser);
  const stranger = await loggedIn(world, una);
  expect(await namesOf(stranger)).toEqual([]);
  const refusal = await stranger.refusal(endApplicationLogin, { params: { id: wiki.id } });
  expect(refusal.code).toBe("not-found");
  expect(await namesOf(browser)).toEqual(["Wiki"]);
});

test("an application with a logout address is told once for each device, and the list says so", async () => {
  const wiki = await RelyingParty.add(world, { logout_address: "https://wiki.example.com/logout" });
  await wiki.logIn(browser);
  await wiki.logIn(await loggedIn(world, ursula));
  const { logins } = await browser.get(listApplicationLogins, {});
  expect(logins).toMatchObject([{ isTold: true }]);
  await logOut(browser, wiki.id);
  const notices = await world.parts.database.selectFrom("logout_notices").selectAll().execute();
  expect(notices.map(({ application_id }) => application_id)).toEqual([wiki.id, wiki.id]);
});

test("the list has the time of the first and of the last login", async () => {
  const wiki = await RelyingParty.add(world);
  await wiki.logIn(browser);
  const began = world.clock.now();
  world.clock.turnTo(began + 5 * minute);
  await wiki.logIn(browser);
  const { logins } = await browser.get(listApplicationLogins, {});
  expect(logins).toMatchObject([
    { beganAt: new Date(began).toISOString(), lastLoginAt: new Date(began + 5 * minute).toISOString() },
  ]);
});
