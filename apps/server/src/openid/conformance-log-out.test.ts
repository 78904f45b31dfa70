import { confirmLogOut } from "@sallyport/contract/authorization";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver } from "../../lab/receiver.ts";
import type { Browser } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { claimsIn, idIn, RelyingParty, send, type Tokens } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

// These tests check what modules of the OpenID Foundation's suite require and no other test here checks. Each test has
// the name of its module as a tag.

let world: SimulatedApp;
let wiki: RelyingParty;
let browser: Browser;
let tokens: Tokens;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world);
  browser = await loggedIn(world, ursula);
  tokens = await wiki.tokens(browser);
});
afterEach(() => world[Symbol.asyncDispose]());

const bye = () => wiki.callback.replace("/callback", "/bye");
const logOut = (parameters: Record<string, string>) =>
  send(world, `/oidc/session/end?${new URLSearchParams(parameters).toString()}`, {}, browser);
const silently = async () =>
  new URL((await wiki.begin(browser, { prompt: "none" })).location).searchParams.get("error") ?? "code";

test("without a state, the address after a log-out gets none", {
  tags: ["oidcc-rp-initiated-logout-no-state"],
}, async () => {
  expect(await silently()).toBe("code");
  const parameters = { id_token_hint: tokens.id_token, post_logout_redirect_uri: bye() };
  expect((await logOut(parameters)).location).toBe(bye());
  expect(await silently()).toBe("login_required");
});

test("without an address, a log-out ends at the portal", {
  tags: ["oidcc-rp-initiated-logout-no-post-logout-redirect-uri"],
}, async () => {
  expect((await logOut({ id_token_hint: tokens.id_token, state: "s" })).location).toBe("/");
  expect(await silently()).toBe("login_required");
});

test.for<Record<string, string>>([{}, { state: "s" }])(
  "with %o alone, the portal asks and logs out",
  {
    tags: ["oidcc-rp-initiated-logout-no-params", "oidcc-rp-initiated-logout-only-state"],
  },
  async (parameters) => {
    const params = { id: idIn(await logOut(parameters)) };
    expect(await silently()).toBe("code");
    expect(await browser.get(confirmLogOut, { params })).toEqual({ address: "/" });
    expect(await silently()).toBe("login_required");
  },
);

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("no log-out leads back", () => {
  test("with an ID token that has no signature, or that of another key", {
    tags: ["oidcc-rp-initiated-logout-modified-id-token-hint", "oidcc-rp-initiated-logout-bad-id-token-hint"],
  }, async () => {
    const [head = "", payload = ""] = tokens.id_token.split(".");
    const foreign = Buffer.alloc(256, 7).toString("base64url");
    for (const hint of [`${part({ alg: "none" })}.${payload}.`, `${head}.${payload}.${foreign}`]) {
      const { location } = await logOut({ id_token_hint: hint, post_logout_redirect_uri: bye() });
      expect(location).toBe("/application-refused?reason=bad-request");
    }
    expect(await silently()).toBe("code");
  });

  test("to an address with another query than the registered one", {
    tags: ["oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri"],
  }, async () => {
    const parameters = { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${bye()}?foo=bar` };
    expect((await logOut(parameters)).location).toBe("/application-refused?reason=unknown-address");
    expect(await silently()).toBe("code");
  });
});

test("an application that logs its user out is told about the end of the login", {
  tags: ["oidcc-backchannel-rp-initiated-logout"],
}, async () => {
  await using receiver = await startReceiver();
  const origin = `http://127.0.0.1:${receiver.port}`;
  const told = await RelyingParty.add(world, {
    name: "Told",
    logout_address: `${origin}/logout`,
    launch_address: origin,
  });
  const { id_token: hint } = await told.tokens(browser);
  await logOut({ id_token_hint: hint, post_logout_redirect_uri: told.callback.replace("/callback", "/bye") });
  await world.parts.logoutNotices.deliverDue();
  const token = new URLSearchParams(receiver.received[0]?.body).get("logout_token") ?? "";
  expect(claimsIn(token)).toMatchObject({ aud: told.id, sid: claimsIn(hint)["sid"] });
});
