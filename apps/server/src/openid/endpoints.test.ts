import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day } from "../core/clock.ts";

let world: SimulatedApp;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const page = (reason: string) => `/application-refused?reason=${reason}`;

test("no header decides the addresses in discovery and in answers", { tags: ["AT-100"] }, async () => {
  const headers = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example;proto=https",
  };
  const { body } = await send(world, "/.well-known/openid-configuration", { headers });
  expect(body).not.toContain("evil.example");
  const { issuer, ...more } = JSON.parse(body) as Record<string, unknown>;
  expect(issuer).toBe(portalOrigin);
  const addresses = Object.entries(more).filter(([name]) => /_endpoint$|_uri$/.test(name));
  expect(addresses.length).toBeGreaterThan(6);
  for (const [, address] of addresses) expect(address).toMatch(new RegExp(`^${portalOrigin}/oidc/`));
  const foreign = await send(world, "/oidc/jwks", { headers: { host: "evil.example" } });
  expect(foreign.status).toBe(421);
});

test("a request line with a whole URL is refused", { tags: ["AT-101"] }, async () => {
  await world.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  for (const path of ["/oidc/jwks", "/oidc/auth?client_id=x"]) {
    const socket = connect(port, "127.0.0.1");
    const { host } = new URL(portalOrigin);
    socket.end(`GET http://evil.example${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
  }
});

const wikiUserinfo = async (headers: Record<string, string>) => {
  const { access_token: token } = await wiki.tokens(await loggedIn(world, ursula));
  return send(world, "/oidc/me", { headers: { authorization: `Bearer ${token}`, ...headers } });
};

describe("a callback address", { tags: ["AT-132"] }, () => {
  test("that only looks like a registered one gets nothing", {
    tags: ["oidcc-ensure-registered-redirect-uri"],
  }, async () => {
    const browser = await loggedIn(world, ursula);
    const { host, origin } = new URL(wiki.callback);
    const looksAlike = [
      `${wiki.callback}/`,
      `${wiki.callback}?a=b`,
      `${wiki.callback}#a`,
      `${wiki.callback}/../evil`,
      `https://${host}@evil.example/callback`,
      `https://evil.example/callback`,
      `https://${host}.evil.example/callback`,
      `${origin.toUpperCase()}/callback`,
      `http://${host}/callback`,
      `https://${host}:444/callback`,
      `https://${host.replace(".example", "xexample")}/callback`,
      "javascript:alert(1)",
    ];
    for (const address of looksAlike)
      expect((await wiki.begin(browser, { redirect_uri: address })).location).toBe(page("unknown-address"));
    const refusals = await world.parts.database
      .selectFrom("application_refusals")
      .select(["reason", "detail"])
      .execute();
    expect(refusals).toContainEqual({ reason: "callback-address", detail: "https://evil.example/callback" });
  });

  test("isn't used without a known application, or with repeated parameters", async () => {
    const browser = world.browser();
    expect((await wiki.begin(browser, { client_id: "unknown" })).location).toBe(page("unknown-application"));
    const html = { headers: { accept: "text/html" } };
    const twice = `${wiki.address()}&redirect_uri=${encodeURIComponent("https://evil.example/")}`;
    expect((await send(world, twice, html, browser)).location).toMatch(/^\/application-refused/);
    expect((await send(world, "/oidc/auth", html, browser)).location).toBe(page("bad-request"));
  });
});

test("no response type but the code exists, and public applications need PKCE", {
  tags: ["AT-114", "AT-133"],
}, async () => {
  const browser = await loggedIn(world, ursula);
  for (const type of ["token", "id_token", "id_token token", "code id_token", "none"]) {
    const { location } = await wiki.begin(browser, { response_type: type, nonce: "n" });
    expect(location).toContain("error=unsupported_response_type");
    expect(location).not.toContain("access_token");
  }
  const spa = await RelyingParty.add(world, { client_type: "public" });
  const without = await spa.begin(browser, { code_challenge: "", code_challenge_method: "" });
  expect(without.location).toContain("error=invalid_request");
  const plain = await spa.begin(browser, { code_challenge_method: "plain" });
  expect(plain.location).toContain("error=invalid_request");
});

test("form_post runs no text of the request, and posts only to the application", {
  tags: ["AT-112"],
}, async () => {
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  const state = `"/><script>alert(1)</script>`;
  const { status, body, headers } = await wiki.begin(browser, { response_mode: "form_post", state });
  expect(status).toBe(200);
  expect(body).not.toContain("<script>alert");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'sha256-[^']+'(?:;|$)/);
  expect(policy).toContain(`form-action 'self' ${new URL(wiki.callback).origin}`);
});

test("a form at the authorization endpoint leads to the same request by GET", {
  tags: ["AT-141", "AT-147", "oidcc-ensure-post-request-succeeds"],
}, async () => {
  const form = Object.fromEntries(new URL(wiki.address(), portalOrigin).searchParams);
  const headers = { origin: "https://other.example" };
  const { status, location } = await send(world, "/oidc/auth", { method: "POST", form, headers });
  expect([status, location]).toEqual([303, wiki.address()]);
});

function asksFrom(origin: string) {
  return wikiUserinfo({ origin });
}

describe("a page of another origin", { tags: ["AT-113"] }, () => {
  test("reads only if its application has registered it", async () => {
    const own = await asksFrom(new URL(wiki.callback).origin);
    expect(own.headers["access-control-allow-origin"]).toBe(new URL(wiki.callback).origin);
    const foreign = await asksFrom("https://evil.example");
    expect(foreign.headers["access-control-allow-origin"]).toBeUndefined();
    expect(foreign.status).toBe(400);
  });

  test("can't call the API of the portal, PAR or introspection", async () => {
    const headers = { origin: new URL(wiki.callback).origin };
    for (const url of ["/oidc/request", "/oidc/introspection", "/api/authorizations/x/finish"])
      expect((await send(world, url, { method: "POST", form: {}, headers })).status).toBe(403);
  });
});

test("a pushed request begins a login, once", async () => {
  const pushed = await wiki.post(
    "/oidc/request",
    Object.fromEntries(new URL(wiki.address(), portalOrigin).searchParams),
  );
  expect(pushed.status).toBe(201);
  const { request_uri: uri } = JSON.parse(pushed.body) as { request_uri: string };
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  const address = `/oidc/auth?client_id=${wiki.id}&request_uri=${encodeURIComponent(uri)}`;
  expect((await send(world, address, {}, browser)).location).toContain("code=");
  expect((await send(world, address, {}, browser)).location).not.toContain("code=");
});

async function published(): Promise<Record<string, string>[]> {
  const { body } = await send(world, "/oidc/jwks");
  return (JSON.parse(body) as { keys: Record<string, string>[] }).keys;
}

function signer(token: string): string {
  return (JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }).kid;
}

describe("signing keys", { tags: ["AT-117"] }, () => {
  test("are published before they sign and after, and never in private", async () => {
    const [first] = await published();
    expect(Object.keys(first ?? {}).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    const earlier = await wiki.tokens(await loggedIn(world, ursula));
    world.clock.turnTo(world.clock.now() + 90 * day);
    const kids = (await published()).map(({ kid }) => kid);
    expect(kids).toHaveLength(2);
    const soon = await wiki.tokens(await loggedIn(world, ursula));
    expect(signer(soon.id_token)).toBe(signer(earlier.id_token));
    world.clock.turnTo(world.clock.now() + 2 * day);
    const later = await wiki.tokens(await loggedIn(world, ursula));
    expect(kids).toContain(signer(later.id_token));
    expect(signer(later.id_token)).not.toBe(signer(earlier.id_token));
    expect((await published()).map(({ kid }) => kid)).toContain(signer(earlier.id_token));
  });

  test("are sealed in the database", async () => {
    await published();
    const [row] = await world.parts.database.selectFrom("signing_keys").selectAll().execute();
    expect(Buffer.from(row?.sealed_key ?? []).toString("latin1")).not.toMatch(/"kty"|"d":/);
  });
});

test("a form with line breaks or letters of other languages is passed on like a link", async () => {
  const payload = "client_id=a\r\nb&login_hint=é😀&client_id=c";
  const headers = { host: new URL(portalOrigin).host, "content-type": "application/x-www-form-urlencoded" };
  const answer = await world.app.inject({ method: "POST", url: "/oidc/auth", headers, payload });
  expect([answer.statusCode, answer.headers.location]).toEqual([
    303,
    "/oidc/auth?client_id=a%0D%0Ab&login_hint=%C3%A9%F0%9F%98%80&client_id=c",
  ]);
});

test("a popup keeps its application at every endpoint of the protocol, and at no other one", async () => {
  const browser = await loggedIn(world, ursula);
  const policyOf = async (url: string, method: "GET" | "POST" = "GET") => {
    const { headers } = await send(
      world,
      url,
      { method, ...(method === "POST" ? { form: {} } : {}) },
      browser,
    );
    return headers["cross-origin-opener-policy"];
  };
  const begun = await wiki.begin(browser);
  expect(begun.headers["cross-origin-opener-policy"]).toBe("unsafe-none");
  for (const url of [
    wiki.address({ redirect_uri: "https://evil.example/" }),
    `/oidc${begun.location.replace("authorize", "auth")}`,
    "/oidc/session/end",
    "/oidc/jwks",
    "/oidc/me",
  ])
    expect([url, await policyOf(url)]).toEqual([url, "unsafe-none"]);
  for (const url of ["/oidc/auth", "/oidc/token"]) expect(await policyOf(url, "POST")).toBe("unsafe-none");
  for (const url of ["/api/about", "/api/user/sign-in", `/api/door/${wiki.id}`, "/api/nothing"])
    expect([url, await policyOf(url)]).toEqual([url, "same-origin"]);
});
