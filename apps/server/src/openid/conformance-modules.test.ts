import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { claimsIn, RelyingParty, send, type Tokens } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { second } from "../core/clock.ts";

// What modules of the OpenID Foundation's suite ask for, and no other test has. Their names are tags.

let world: SimulatedApp;
let wiki: RelyingParty;
let browser: Browser;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world, { keeps_access: 1 });
  browser = await loggedIn(world, ursula);
});
afterEach(() => world[Symbol.asyncDispose]());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const errorIn = ({ body }: { body: string }) => (JSON.parse(body) as { error?: string }).error;

test("discovery announces what the server can do", {
  tags: [
    "oidcc-discovery-endpoint-verification",
    "oidcc-rp-initiated-logout-discovery-endpoint-verification",
    "oidcc-backchannel-logout-discovery-endpoint-verification",
  ],
}, async () => {
  const { body } = await send(world, "/.well-known/openid-configuration");
  const announced = JSON.parse(body) as Record<string, unknown>;
  expect(announced).toMatchObject({
    issuer: portalOrigin,
    jwks_uri: `${portalOrigin}/oidc/jwks`,
    end_session_endpoint: `${portalOrigin}/oidc/session/end`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    claims_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
  const { keys } = JSON.parse((await send(world, "/oidc/jwks")).body) as { keys: object[] };
  expect(keys).toMatchObject([{ kty: "RSA", use: "sig", alg: "RS256" }]);
});

test("a request without a response type is refused at the application", {
  tags: ["oidcc-response-type-missing"],
}, async () => {
  const { location } = await wiki.begin(browser, { response_type: "" });
  expect(location).toMatch(new RegExp(`^${wiki.callback}\\?error=invalid_request`));
});

test("userinfo takes the token in the header or in the body of a POST", {
  tags: ["oidcc-userinfo-post-header", "oidcc-userinfo-post-body"],
}, async () => {
  const { access_token: token, id_token: idToken } = await wiki.tokens(browser);
  const url = "/oidc/me";
  const headers = { authorization: `Bearer ${token}` };
  const inHeader = await send(world, url, { method: "POST", headers, form: {} });
  const inBody = await send(world, url, { method: "POST", form: { access_token: token } });
  for (const { status, body } of [inHeader, inBody]) {
    expect([status, body]).toEqual([200, expect.anything()]);
    expect(JSON.parse(body)).toMatchObject({ sub: claimsIn(idToken)["sub"] });
  }
});

test("a nonce isn't needed, and is in the ID token if the request has one", {
  tags: ["oidcc-ensure-request-without-nonce-succeeds-for-code-flow"],
}, async () => {
  expect(claimsIn((await wiki.tokens(browser)).id_token)).not.toHaveProperty("nonce");
  expect(claimsIn((await wiki.tokens(browser, { nonce: "n-0S6" })).id_token)).toMatchObject({
    nonce: "n-0S6",
  });
});

const claimsOf = async (scope: string) => {
  const { access_token: token } = await wiki.tokens(browser, { scope });
  return Object.keys(JSON.parse((await wiki.userinfo(token)).body) as object).toSorted();
};

describe("scopes", () => {
  test("give their claims, and no others", {
    tags: ["oidcc-scope-profile", "oidcc-scope-email"],
  }, async () => {
    expect(await claimsOf("openid")).toEqual(["sub"]);
    expect(await claimsOf("openid profile")).toEqual(["name", "preferred_username", "sub"]);
    expect(await claimsOf("openid email")).toEqual(["email", "email_verified", "sub"]);
  });

  test("and parameters may be in any order", { tags: ["oidcc-alternate-happy-flow"] }, async () => {
    const parameters = [...new URL(wiki.address(), portalOrigin).searchParams].toReversed();
    const query = new URLSearchParams(parameters);
    query.set("scope", "email profile openid");
    await wiki.logIn(browser);
    const { location } = await send(world, `/oidc/auth?${query.toString()}`, {}, browser);
    const code = new URL(location).searchParams.get("code") ?? "";
    expect((await wiki.redeem(code)).status).toBe(200);
  });
});

test("a login in a pop-up keeps the window that opened it", { tags: ["AT-142"] }, async () => {
  const begun = await wiki.begin(world.browser(), { display: "popup" });
  expect(begun.headers["cross-origin-opener-policy"]).toBe("unsafe-none");
});

test.for<Record<string, string>>([
  { display: "page" },
  { display: "popup" },
  { login_hint: "buffy@example.com" },
  { ui_locales: "se" },
  { claims_locales: "se" },
  { extra: "foobar" },
  { claims: '{"userinfo":{"name":{"essential":true}}}' },
])(
  "a request with %o gets its code",
  {
    tags: [
      "oidcc-display-page",
      "oidcc-display-popup",
      "oidcc-login-hint",
      "oidcc-ui-locales",
      "oidcc-claims-locales",
      "oidcc-ensure-request-with-unknown-parameter-succeeds",
      "oidcc-claims-essential",
    ],
  },
  async (parameters) => {
    expect((await wiki.redeem(await wiki.code(browser, parameters))).status).toBe(200);
  },
);

test("a request without a page gets the same login again, also with its ID token as a hint", {
  tags: ["oidcc-prompt-none-logged-in", "oidcc-id-token-hint", "oidcc-max-age-10000"],
}, async () => {
  const first = claimsIn((await wiki.tokens(browser)).id_token);
  world.clock.turnTo(world.clock.now() + 10 * second);
  const { id_token: hint } = await wiki.tokens(browser, { prompt: "none" });
  const again = await wiki.tokens(browser, { prompt: "none", id_token_hint: hint, max_age: "10000" });
  for (const token of [hint, again.id_token]) {
    const { sub, auth_time: at } = claimsIn(token);
    expect({ sub, at }).toEqual({ sub: first["sub"], at: first["auth_time"] });
  }
});

test("a request without a page fails if no user is logged in", {
  tags: ["oidcc-prompt-none-not-logged-in"],
}, async () => {
  const { location } = await wiki.begin(world.browser(), { prompt: "none" });
  expect(location).toMatch(new RegExp(`^${wiki.callback}\\?error=login_required`));
});

test("a code that is used again after 30 seconds ends the tokens of the first use", {
  tags: ["oidcc-codereuse-30seconds"],
}, async () => {
  const code = await wiki.code(browser);
  const { access_token: token } = JSON.parse((await wiki.redeem(code)).body) as Tokens;
  world.clock.turnTo(world.clock.now() + 30 * second);
  expect(errorIn(await wiki.redeem(code))).toBe("invalid_grant");
  expect((await wiki.userinfo(token)).status).toBe(401);
});

test("an application can send its secret in the form", {
  tags: ["oidcc-server-client-secret-post"],
}, async () => {
  const form = {
    grant_type: "authorization_code",
    code: await wiki.code(browser),
    redirect_uri: wiki.callback,
    code_verifier: wiki.verifier,
    client_id: wiki.id,
    client_secret: wiki.secret,
  };
  expect((await send(world, "/oidc/token", { method: "POST", form })).status).toBe(200);
});

test("a request object is refused, and none of its values is used", {
  tags: [
    "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
    "oidcc-ensure-request-object-with-redirect-uri",
  ],
}, async () => {
  const values = { client_id: wiki.id, redirect_uri: "https://evil.example/", state: "another" };
  const { location } = await wiki.begin(browser, { request: `${part({ alg: "none" })}.${part(values)}.` });
  expect(location).toMatch(new RegExp(`^${wiki.callback}\\?error=request_not_supported`));
  expect(new URL(location).searchParams.get("state")).toBe("a state");
});

test("a refresh token gives new tokens of the same login to its own application alone", {
  tags: ["AT-143", "oidcc-refresh-token"],
}, async () => {
  const { refresh_token: token = "", ...first } = await wiki.tokens(browser);
  const other = await RelyingParty.add(world, { name: "Mail", keeps_access: 1 });
  expect(errorIn(await other.refresh(token))).toBe("invalid_grant");
  const renewed = JSON.parse((await wiki.refresh(token)).body) as Tokens;
  expect(renewed.access_token).not.toBe(first.access_token);
  const [before, after] = [claimsIn(first.id_token), claimsIn(renewed.id_token)];
  for (const claim of ["iss", "sub", "aud", "auth_time", "sid"]) expect(after[claim]).toBe(before[claim]);
});
