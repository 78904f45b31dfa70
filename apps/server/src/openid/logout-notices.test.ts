import tls from "node:tls";
import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Receiver, startReceiver } from "../../lab/receiver.ts";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { certificate, pemOf } from "../../lab/simulation/certificates.ts";
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
  test("with a signed token, when the user logs out of the portal", { tags: ["AT-144"] }, async () => {
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
  expect(events).toEqual([{ detail: "“Wiki”: answered 500" }]);
});

/** Logs in to the application with new browsers, and out of the portal. */
async function logOutOf(application: RelyingParty, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const browser = await loggedIn(world, ursula);
    await application.logIn(browser);
    await browser.get(leave, asUser);
  }
}

/** A receiver that speaks https. */
async function another(name: string): Promise<{ receiver: Receiver; application: RelyingParty }> {
  const authority = certificate({ subject: "A trusted authority", isAuthority: true });
  const own = certificate({ subject: "localhost", issuer: authority });
  const before = tls.getCACertificates("default");
  tls.setDefaultCACertificates([pemOf(authority)]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const key = own.key.export({ format: "pem", type: "pkcs8" });
  const other = await startReceiver("localhost", { cert: pemOf(own), key });
  onTestFinished(() => other[Symbol.asyncDispose]());
  const origin = `https://localhost:${other.port}`;
  const addresses = { logout_address: `${origin}/logout`, launch_address: origin };
  return { receiver: other, application: await RelyingParty.add(world, { name, ...addresses }) };
}

/** Resolves with the next request that the receiver gets. */
function nextAt(place: Receiver, answer?: Receiver["answer"]): Promise<void> {
  return new Promise((resolve) => {
    place.answer = (response, request) => {
      if (answer) answer(response, request);
      resolve();
    };
  });
}

test("an application that never answers delays no other, and not the stop of the server", {
  tags: ["AT-151"],
}, async () => {
  const healthy = await another("Mail");
  const reached = nextAt(receiver);
  await logOutOf(wiki);
  const delivering = deliver();
  await reached;
  for (let n = 1; n <= 3; n += 1) {
    await logOutOf(healthy.application);
    const told = nextAt(healthy.receiver, (response) => void response.writeHead(204).end());
    void deliver();
    await told;
  }
  await world.parts.logoutNotices.stop();
  await delivering;
  // The abandoned request isn't an attempt, so the next start sends this notice at once.
  const left = (await waiting()).filter((one) => one.application_id === wiki.id);
  expect(left).toMatchObject([{ attempts: 0 }]);
  const receivers = await world.parts.database.selectFrom("logout_receivers").selectAll().execute();
  expect(receivers.find((one) => one.application_id === wiki.id)).toMatchObject({ failures: 0, claim: null });
});

test("an application gets at most four notices at once", { tags: ["AT-151"] }, async () => {
  let open = 0;
  let most = 0;
  receiver.answer = (response) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      response.writeHead(204).end();
    });
  };
  await logOutOf(wiki, 10);
  await deliver();
  expect(receiver.received).toHaveLength(10);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
});

test("an application that fails gets no new notice until its pause is over, and then one first", {
  tags: ["AT-151"],
}, async () => {
  let isDown = true;
  receiver.answer = (response) => void response.writeHead(isDown ? 503 : 204).end();
  await logOutOf(wiki, 3);
  await deliver();
  expect(receiver.received).toHaveLength(3);
  await logOutOf(wiki);
  await deliver();
  expect(receiver.received).toHaveLength(3);
  world.clock.turnTo(world.clock.now() + 5 * second);
  await deliver();
  expect(receiver.received).toHaveLength(4);
  isDown = false;
  world.clock.turnTo(world.clock.now() + 10 * second);
  await deliver();
  expect(receiver.received).toHaveLength(8);
  expect(await waiting()).toEqual([]);
});

test("a notice that the application refuses doesn't hold up the others", async () => {
  let isFirst = true;
  receiver.answer = (response) => {
    response.writeHead(isFirst ? 400 : 204).end();
    isFirst = false;
  };
  await logOutOf(wiki, 6);
  await deliver();
  expect(receiver.received).toHaveLength(6);
  expect(await waiting()).toMatchObject([{ attempts: 1 }]);
  await logOutOf(wiki);
  await deliver();
  expect(receiver.received).toHaveLength(7);
});

test("notices that are lost together are one event", async () => {
  receiver.answer = (response) => void response.writeHead(503).end();
  await logOutOf(wiki, 5);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    world.clock.turnTo(world.clock.now() + (attempt < 5 ? minute + 30 * second : hour));
    await deliver();
  }
  expect(await waiting()).toEqual([]);
  const events = world.parts.database
    .selectFrom("audit_events")
    .select("detail")
    .where("kind", "=", "application_logout_undelivered");
  expect(await events.execute()).toEqual([{ detail: "“Wiki”: answered 503, 5 times" }]);
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
  world.clock.turnTo(world.clock.now() + 5 * second);
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});
