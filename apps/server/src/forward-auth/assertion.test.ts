import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute, second } from "../core/clock.ts";
import { askAt, enterDoor } from "./door.fixture.ts";

let world: SimulatedApp;
let userId: string;
let wiki: RelyingParty;
let person: Browser;
let atWiki: Browser;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  wiki = await RelyingParty.add(world, { kind: "proxy" });
  person = await loggedIn(world, ursula);
  atWiki = world.browser();
  await enterDoor({ world, wiki, browser: atWiki }, person, "/");
});
afterEach(() => world[Symbol.asyncDispose]());

const check = () => askAt({ world, wiki, browser: atWiki }, "/", { variant: "/check" });
const assertionNow = async () => String((await check()).headers["x-sallyport-assertion"]);

async function verify(assertion: string, { audience = wiki.id, later = 0 } = {}) {
  const keys = JSON.parse((await send(world, "/oidc/jwks")).body) as JSONWebKeySet;
  const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), {
    issuer: portalOrigin,
    audience,
    algorithms: ["RS256"],
    typ: "sallyport-assertion+jwt",
    currentDate: new Date(world.clock.now() + later),
  });
  return payload;
}

describe("the assertion", { tags: ["AT-129"] }, () => {
  test("tells this application for a minute who the user is", async () => {
    const assertion = await assertionNow();
    const iat = Math.floor(world.clock.now() / second);
    expect(await verify(assertion)).toEqual({
      iss: portalOrigin,
      aud: wiki.id,
      sub: userId,
      name: "ursula",
      preferred_username: "ursula",
      email: "ursula@example.com",
      email_verified: false,
      groups: [],
      acr: "pwd",
      amr: ["pwd"],
      iat,
      exp: iat + 60,
    });
    await expect(verify(assertion, { audience: "another" })).rejects.toThrow(/"aud"/);
    await expect(verify(assertion, { later: minute })).rejects.toThrow(/"exp"/);
    const [header = "", , signature = ""] = assertion.split(".");
    const root = Buffer.from(JSON.stringify({ sub: "root", aud: wiki.id })).toString("base64url");
    await expect(verify([header, root, signature].join("."))).rejects.toThrow(/signature/);
  });

  test("is the same for ten seconds, and another one as soon as something about the user changes", async () => {
    const first = await assertionNow();
    world.clock.turnTo(world.clock.now() + 9 * second);
    expect(await assertionNow()).toBe(first);
    world.clock.turnTo(world.clock.now() + second);
    const renewed = await assertionNow();
    expect(renewed).not.toBe(first);
    await world.parts.database.updateTable("accounts").set({ name: "Ursa" }).execute();
    expect(await verify(await assertionNow())).toMatchObject({ name: "Ursa" });
  });

  test("isn't an ID token of the login, so it logs no user out without asking", async () => {
    const query = new URLSearchParams({ id_token_hint: await assertionNow() });
    const { location } = await send(world, `/oidc/session/end?${query.toString()}`, {}, person);
    expect(location).toBe("/application-refused?reason=bad-request");
    expect((await check()).status).toBe(200);
  });
});
