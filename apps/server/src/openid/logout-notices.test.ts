import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../../lab/receiver.ts";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { claimsIn, RelyingParty } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour, minute, second } from "../core/clock.ts";
import { clearAway } from "../housekeeping.ts";

let world: SimulatedApp;
let userId: string;
let receiver: Receiver;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  receiver = await startReceiver();
  const origin = `http://127.0.0.1:${receiver.port}`;
  wiki = await RelyingParty.add(world, { logout_address: `${origin}/logout`, launch_address: origin });
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const deliver = () => world.parts.logoutNotices.deliverDue();
const waiting = () => world.parts.database.selectFrom("logout_notices").selectAll().execute();

describe("an application is told", () => {
  test("with a signed token, when the user logs out of the portal", async () => {
    const browser = await loggedIn(world, ursula);
    const { id_token: idToken } = await wiki.tokens(browser);
    await browser.get(leave, asUser);
    await deliver();
    expect(receiver.received.map(({ url }) => url)).toEqual(["/logout"]);
    const token = new URLSearchParams(receiver.received[0]?.body).get("logout_token") ?? "";
    expect(claimsIn(token)).toMatchObject({
      iss: portalOrigin,
      aud: wiki.id,
      sub: userId,
      sid: claimsIn(idToken)["sid"],
      iat: world.clock.now() / second,
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
    expect(claimsIn(token)).not.toHaveProperty("nonce");
    expect(await waiting()).toEqual([]);
  });

  test.for([
    ["suspended", { state: "suspended" }],
    ["locked", { deadline_locked_at: 1 }],
  ] as const)("when the account is %s, also after the portal's session has expired", async ([, changed]) => {
    await wiki.logIn(await loggedIn(world, ursula));
    world.clock.turnTo(world.clock.now() + 26 * hour);
    await clearAway(world.parts.database, world.clock.now());
    await deliver();
    expect(receiver.received).toEqual([]);
    await world.parts.database.updateTable("accounts").set(changed).execute();
    await deliver();
    expect(receiver.received).toHaveLength(1);
  });

  test("when the account is deleted", async () => {
    await wiki.logIn(await loggedIn(world, ursula));
    await world.parts.database.deleteFrom("accounts").execute();
    await deliver();
    expect(receiver.received).toHaveLength(1);
  });

  test("not when the user logs in again in the same browser, until the log-out", async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const again = world.browser();
    for (const [name, value] of browser.cookies) again.cookies.set(name, value);
    await logIn(again, ursula);
    await deliver();
    expect(receiver.received).toEqual([]);
    await again.get(leave, asUser);
    await deliver();
    expect(receiver.received).toHaveLength(1);
  });
});

test("an application that is down is told later, with growing pauses, and then no more", async () => {
  receiver.answer = (response) => void response.writeHead(500).end();
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  await browser.get(leave, asUser);
  await deliver();
  await deliver();
  expect(receiver.received).toHaveLength(1);
  for (let attempt = 1; attempt < 20; attempt += 1) {
    world.clock.turnTo(world.clock.now() + (attempt < 5 ? minute + 30 * second : hour));
    await deliver();
  }
  expect(receiver.received).toHaveLength(20);
  expect(await waiting()).toEqual([]);
  const events = await world.parts.database
    .selectFrom("audit_events")
    .select("detail")
    .where("kind", "=", "application_logout_undelivered")
    .execute();
  expect(events).toEqual([{ detail: "Wiki: answered 500" }]);
});

test("no notice goes to another origin, and none follows a redirect", { tags: ["AT-119"] }, async () => {
  const { database } = world.parts;
  receiver.answer = (response, { url }) =>
    void response.writeHead(url === "/logout" ? 307 : 204, { location: "/inside" }).end();
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  await browser.get(leave, asUser);
  await deliver();
  expect(receiver.received.map(({ url }) => url)).toEqual(["/logout"]);
  await database.deleteFrom("logout_notices").execute();
  await database.updateTable("applications").set({ launch_address: "https://wiki.example/" }).execute();
  await wiki.logIn(await loggedIn(world, ursula));
  await database.deleteFrom("application_sessions").execute();
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});
