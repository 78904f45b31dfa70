import { once } from "node:events";
import { createServer } from "node:net";
import { inspect } from "node:util";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import { Visitor } from "@sallyport/server/src/openid/judges/visitor.fixture.ts";
import { fromBase32 } from "@sallyport/totp/secret";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  discovery,
  fetchUserInfo,
} from "openid-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectSallyport, createSallyport, type Sallyport, type User } from "./index.ts";

const callback = "http://localhost:3000/callback";
const notes = { name: "Notes", callbackAddresses: [callback] };
const inSecond = 1000;
const day = 24 * 60 * 60 * inSecond;

let sallyport: Sallyport;
let config: Configuration;

beforeAll(async () => {
  sallyport = await createSallyport({
    seed: {
      groups: [{ name: "Finance" }],
      users: [
        { username: "ada", totp: true, groups: ["Finance"] },
        { username: "bob", password: "short" },
        { username: "cleo", mfa: { days: 7 } },
      ],
      administrators: [{ email: "root@example.com" }],
      applications: [
        notes,
        { name: "Ledger", callbackAddresses: [callback], groups: ["Finance"] },
        { name: "Vault", callbackAddresses: [callback], secondFactor: "always" },
      ],
    },
  });
  config = await discovered(sallyport);
});
afterEach(() => sallyport.endFaults());
afterAll(() => sallyport.stop());

function discovered({ issuer, applications: [application] }: Sallyport): Promise<Configuration> {
  const { clientId = "", clientSecret } = application ?? {};
  return discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret ?? ""), {
    execute: [allowInsecureRequests],
  });
}

async function visitor({ username, password, totp }: User): Promise<Visitor> {
  const browser = new Visitor(sallyport.issuer);
  const secret = Buffer.from(fromBase32(totp?.secret ?? "") ?? []).toString("base64");
  const now = (await sallyport.clock.now()).getTime();
  await browser.logIn({ login: username, password, secret }, "user", now);
  return browser;
}

const asked = { redirect_uri: callback, scope: "openid profile email groups" };

async function atCallback(url: URL, nonce?: string) {
  return authorizationCodeGrant(config, url, {
    idTokenExpected: true,
    ...(nonce === undefined ? {} : { expectedNonce: nonce }),
  });
}

describe("openid-client", () => {
  test("logs in with password and code, and gets the second factor that it asked for", async () => {
    const browser = await visitor(sallyport.user("ada"));
    const begun = buildAuthorizationUrl(config, { ...asked, acr_values: "mfa" });
    const { url } = await browser.open(begun.href, { until: callback });
    const tokens = await atCallback(url);
    const { id, email } = sallyport.user("ada");
    expect(tokens.claims()).toMatchObject({
      sub: id,
      acr: "mfa",
      amr: ["pwd", "otp", "mfa"],
      groups: ["Finance"],
    });
    expect(await fetchUserInfo(config, tokens.access_token, id)).toMatchObject({
      email,
      email_verified: true,
    });
  });

  test("with a user without a second factor, an application that asks for one leads to the set-up", async () => {
    const browser = await visitor(sallyport.user("bob"));
    const begun = buildAuthorizationUrl(config, { ...asked, acr_values: "mfa" });
    const shown: string[] = [];
    const stuck = browser.open(begun.href, {
      until: callback,
      meanwhile: async ({ at }) => {
        shown.push(at);
        throw new Error("stuck");
      },
    });
    await expect(stuck).rejects.toThrow("stuck");
    expect(shown).toEqual(["set-up"]);
  });

  test("logs in without a browser, with the second factor if the user has one", async () => {
    const begun = buildAuthorizationUrl(config, asked);
    const strong = await atCallback(await sallyport.logIn(begun, { user: "ada@example.com" }));
    const weak = await atCallback(await sallyport.logIn(begun, { user: "bob" }));
    expect([strong.claims()?.["acr"], weak.claims()?.["acr"]]).toEqual(["mfa", "pwd"]);
  });
});

describe("mint", () => {
  test("gives real tokens, which the provider accepts", async () => {
    const { id } = sallyport.user("bob");
    const tokens = await sallyport.mint({ user: "bob", application: "Notes", nonce: "n" });
    expect(claimsIn(tokens.idToken)).toMatchObject({
      sub: id,
      nonce: "n",
      iss: sallyport.issuer,
      acr: "pwd",
    });
    expect(await fetchUserInfo(config, tokens.accessToken, id)).toMatchObject({ sub: id });
    expect(tokens.refreshToken).toBeNull();
  });

  test.for([
    [{ user: "eve", application: "Notes" }, 'There is no user "eve".'],
    [{ user: "bob", application: "Wiki" }, 'There is no application "Wiki" in the seed.'],
    [{ user: "bob", application: "Ledger" }, "bob can't log in: the application isn't open to this user"],
    [
      { user: "bob", application: "Vault" },
      "bob can't log in: the login needs a second factor, and the account has none",
    ],
  ] as const)("%j is refused with a sentence", async ([options, sentence]) => {
    await expect(sallyport.mint(options)).rejects.toThrow(sentence);
  });
});

describe("the mailbox and the events", () => {
  test("a mail and an event can be awaited", async () => {
    const after = await sallyport.events.last();
    const { username, email } = sallyport.user("cleo");
    const coming = sallyport.mailbox.waitFor({ to: email, subject: "password" });
    const happening = sallyport.events.waitFor({
      user: username,
      kind: "user_password_reset_request",
      after,
    });
    await requestReset(email);
    expect((await coming).links[0]).toContain(sallyport.issuer);
    expect(await happening).toMatchObject({ outcome: "success" });
  });

  test("the iterator gives each event in order", async () => {
    const after = await sallyport.events.last();
    await sallyport.mint({ user: "bob", application: "Notes" });
    for await (const event of sallyport.events.since(after)) {
      expect(event).toMatchObject({ kind: "application_login", actor: "bob@example.com" });
      break;
    }
  });

  test("what doesn't come is named, with what came", async () => {
    const timeout = 50;
    await expect(sallyport.events.waitFor({ kind: "user_lockout" }, { timeout })).rejects.toThrow(
      'No event like {"kind":"user_lockout"} happened within 50 ms. The last ones:',
    );
    await expect(sallyport.mailbox.waitFor({ to: "eve@example.com" }, { timeout })).rejects.toThrow(
      'No mail like {"to":"eve@example.com"} came within 50 ms.',
    );
  });
});

describe("the clock", () => {
  test("runs, can be advanced, and locks a user whose days are over", async () => {
    const before = await sallyport.clock.now();
    const after = await sallyport.events.last();
    expect((await sallyport.clock.now()).getTime()).toBeGreaterThanOrEqual(before.getTime());
    await sallyport.clock.advance(8 * day);
    const user = "cleo";
    expect(await sallyport.events.waitFor({ kind: "user_lockout", user, after })).toBeDefined();
    await expect(sallyport.mint({ user, application: "Notes" })).rejects.toThrow("cleo can't log in");
    const served = await fetch(`${sallyport.issuer}/health/ready`);
    const ahead = Date.parse(served.headers.get("date") ?? "") - Date.now();
    expect(Math.round(ahead / day)).toBe(8);
    await sallyport.clock.set(new Date());
  });

  test("stands still on request", async () => {
    const stood = await sallyport.clock.stop();
    expect(await sallyport.clock.now()).toEqual(stood);
    expect(await sallyport.clock.advance(1)).toEqual(new Date(stood.getTime() + 1));
    await sallyport.clock.run();
  });
});

describe("a fault", () => {
  test.for([
    ["expired-token", "exp"],
    ["wrong-nonce", "nonce"],
    ["wrong-issuer", "iss"],
    ["wrong-audience", "aud"],
  ] as const)("%s is noticed by openid-client", async ([kind, claim]) => {
    await using _ = await sallyport.fault({ kind });
    const error = await login().catch((refused: unknown) => refused);
    expect(inspect(error)).toContain(`claim: '${claim}'`);
  });

  test("a fault ends by itself after its times", async () => {
    await sallyport.fault({ kind: "wrong-nonce", times: 1 });
    await expect(login()).rejects.toThrow("unexpected JWT claim value");
    await expect(login()).resolves.toBeDefined();
  });

  test("the provider is down, answers with an error, or is slow, and the controls still work", async () => {
    const ask = () => fetch(`${sallyport.issuer}/oidc/jwks`);
    const down = await sallyport.fault({ kind: "down" });
    await expect(ask()).rejects.toThrow("fetch failed");
    await expect(sallyport.mint({ user: "bob", application: "Notes" })).resolves.toBeDefined();
    await down.end();
    await sallyport.fault({ kind: "error", path: "/oidc/jwks", times: 1 });
    expect((await ask()).status).toBe(503);
    await sallyport.fault({ kind: "slow", delayMs: 300, times: 1 });
    const since = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - since).toBeGreaterThan(290);
  });

  test("a minted token can have one too", async () => {
    const { idToken } = await sallyport.mint({ user: "bob", application: "Notes", fault: "expired-token" });
    expect(Number(claimsIn(idToken)["exp"])).toBeLessThan(Date.now() / inSecond);
  });
});

describe("createSallyport", () => {
  test("users and applications can be added later, and a clash says so", async () => {
    const { users, applications } = await sallyport.add({
      users: [{ username: "dora", totp: true }],
      applications: [{ name: "Later", callbackAddresses: [callback], type: "public" }],
    });
    expect(applications[0]).toMatchObject({ name: "Later", clientSecret: null });
    expect(sallyport.user("dora")).toEqual(users[0]);
    await expect(sallyport.add({ users: [{ username: "dora" }] })).rejects.toThrow(
      "There is already a user dora",
    );
    await expect(sallyport.add({ users: [{ username: "fay", groups: ["None"] }] })).rejects.toThrow(
      'fay names the group "None", which isn\'t under "groups".',
    );
    expect(() => sallyport.user("eve")).toThrow(
      'There is no user "eve" in the seed. There are: ada, bob, cleo, dora.',
    );
  });

  test("a second process connects by the address of the controls, and can't guess it", async () => {
    const other = await connectSallyport(sallyport.control);
    expect(other.user("ada")).toEqual(sallyport.user("ada"));
    const { origin } = new URL(sallyport.control);
    await expect(connectSallyport(`${origin}/guessed`)).rejects.toThrow("There is nothing here.");
  });

  test("a port that is in use is named", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(createSallyport({ port })).rejects.toThrow(
      `Another program has port ${port} on 127.0.0.1. End it, or choose another port with --port.`,
    );
    taken.close();
  });

  test("a fixed issuer, port and time hold, and the clock runs from there", async () => {
    const port = await freePort();
    const issuer = `http://idp.localhost:${port}`;
    await using other = await createSallyport({ issuer, now: Date.UTC(2027, 0, 4) });
    expect([other.issuer, other.port]).toEqual([issuer, port]);
    const ahead = (await other.clock.now()).getTime() - Date.UTC(2027, 0, 4);
    expect(ahead).toBeGreaterThan(0);
  });

  test("a seed that can't be used stops the start with its sentences", async () => {
    await expect(createSallyport({ seed: { users: [{ username: "a b" }] } })).rejects.toThrow(
      'users[0].username is "a b".',
    );
    await expect(createSallyport({ seed: "/there/is/no/seed.json" })).rejects.toThrow(
      "can't be read (ENOENT",
    );
  });
});

async function login() {
  const begun = buildAuthorizationUrl(config, { ...asked, nonce: "n" });
  return atCallback(await sallyport.logIn(begun, { user: "bob" }), "n");
}

function claimsIn(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;
}

async function requestReset(email: string): Promise<void> {
  const response = await fetch(`${sallyport.issuer}/api/user/password-reset`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: sallyport.issuer },
    body: JSON.stringify({ login: email }),
  });
  expect(response.status).toBe(200);
}
