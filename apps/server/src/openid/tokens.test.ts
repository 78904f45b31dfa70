import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dumpOf } from "../../lab/simulation/database-dump.ts";
import { asUser, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty, send, type Tokens } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute } from "../core/clock.ts";
import { clearAway } from "../housekeeping.ts";

let world: SimulatedApp;
let userId: string;
let wiki: RelyingParty;
let other: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  wiki = await RelyingParty.add(world, { keeps_access: 1 });
  other = await RelyingParty.add(world, { name: "Mail" });
});
afterEach(() => world[Symbol.asyncDispose]());

const errorIn = ({ body }: { body: string }) => (JSON.parse(body) as { error?: string }).error;

async function whatWorks({ access_token: access, refresh_token: refresh = "" }: Tokens) {
  const introspected = await wiki.post("/oidc/introspection", { token: access });
  return {
    userinfo: (await wiki.userinfo(access)).status,
    active: (JSON.parse(introspected.body) as { active: boolean }).active,
    refresh: (await wiki.refresh(refresh)).status,
  };
}

const nothing = { userinfo: 401, active: false, refresh: 400 };

describe("a code", { tags: ["AT-106"] }, () => {
  test("of another application, without its verifier, or for another address is refused", {
    tags: ["AT-114", "AT-132", "AT-135", "oidcc-ensure-request-with-valid-pkce-succeeds"],
  }, async () => {
    const browser = await loggedIn(world, ursula);
    const code = await wiki.code(browser);
    const foreign = { redirect_uri: wiki.callback, code_verifier: wiki.verifier };
    expect(errorIn(await other.redeem(code, foreign))).toBe("invalid_grant");
    const evil = { redirect_uri: `${wiki.callback}/` };
    for (const changed of [{ code_verifier: "" }, { code_verifier: "A".repeat(43) }, evil])
      expect(errorIn(await wiki.redeem(code, changed))).toMatch(/^invalid_(?:grant|request)$/);
    expect((await wiki.redeem(code)).status).toBe(200);
  });

  test("with a verifier is refused if the request had no challenge", { tags: ["AT-137"] }, async () => {
    const stripped = { code_challenge: "", code_challenge_method: "" };
    const code = await wiki.code(await loggedIn(world, ursula), stripped);
    expect(errorIn(await wiki.redeem(code))).toBe("invalid_grant");
  });

  test("that is used again ends the tokens of the first use", { tags: ["oidcc-codereuse"] }, async () => {
    const code = await wiki.code(await loggedIn(world, ursula));
    const tokens = JSON.parse((await wiki.redeem(code)).body) as Tokens;
    expect((await wiki.redeem(code)).status).toBe(400);
    expect(await whatWorks(tokens)).toEqual(nothing);
  });

  test("a refresh token that is used again ends all tokens of the login", async () => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    const next = JSON.parse((await wiki.refresh(tokens.refresh_token ?? "")).body) as Tokens;
    expect((await wiki.refresh(tokens.refresh_token ?? "")).status).toBe(400);
    expect(await whatWorks(next)).toEqual(nothing);
  });
});

describe("tokens end at once", { tags: ["AT-107"] }, () => {
  test("when the user logs out of the portal", async () => {
    const browser = await loggedIn(world, ursula);
    const tokens = await wiki.tokens(browser);
    await browser.get(leave, asUser);
    expect(await whatWorks(tokens)).toEqual(nothing);
  });

  test.for([
    ["suspended", { state: "suspended" }],
    ["locked", { deadline_locked_at: 1 }],
  ] as const)("when the account is %s, whichever program does it", async ([, changed]) => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    const { database } = world.parts;
    await database.updateTable("accounts").set(changed).where("id", "=", userId).execute();
    const left = await database.selectFrom("openid_records").select("kind").execute();
    expect(left).toEqual([{ kind: "Session" }]);
    expect(await whatWorks(tokens)).toEqual(nothing);
  });

  test("when the account or the application is deleted", async () => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    await world.parts.database.deleteFrom("applications").where("id", "=", wiki.id).execute();
    expect(
      (await send(world, "/oidc/me", { headers: { authorization: `Bearer ${tokens.access_token}` } })).status,
    ).toBe(401);
    expect(await world.parts.database.selectFrom("openid_records").select("kind").execute()).toEqual([
      { kind: "Session" },
    ]);
    await world.parts.database.deleteFrom("accounts").where("id", "=", userId).execute();
    expect(await world.parts.database.selectFrom("openid_records").select("kind").execute()).toEqual([]);
  });

  test("but not when the portal's session only expires, until the account is suspended", async () => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    world.clock.turnTo(world.clock.now() + 26 * hour);
    await clearAway(world.parts.database, world.clock.now());
    expect(await world.parts.database.selectFrom("sessions").select("id").execute()).toEqual([]);
    const { refresh_token: next = "" } = JSON.parse(
      (await wiki.refresh(tokens.refresh_token ?? "")).body,
    ) as Tokens;
    await world.parts.database.updateTable("accounts").set({ state: "suspended" }).execute();
    expect((await wiki.refresh(next)).status).toBe(400);
  });

  test("when the application begins to require a second factor, if the login had none", async () => {
    const uma = { ...ursula, login: "uma" };
    await world.addAccount(uma);
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    const strong = await wiki.tokens(await proven(world, uma));
    await world.parts.database
      .updateTable("applications")
      .set({ second_factor: "always" })
      .where("id", "=", wiki.id)
      .execute();
    expect(await whatWorks(tokens)).toEqual(nothing);
    expect(await whatWorks(strong)).toEqual({ userinfo: 200, active: true, refresh: 200 });
  });

  test("when the application is closed to the user", async () => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    await world.parts.database
      .updateTable("applications")
      .set({ open_to: "groups" })
      .where("id", "=", wiki.id)
      .execute();
    expect(await whatWorks(tokens)).toEqual(nothing);
  });

  test("after 30 days without a refresh", async () => {
    const tokens = await wiki.tokens(await loggedIn(world, ursula));
    world.clock.turnTo(world.clock.now() + 29 * day);
    const renewed = JSON.parse((await wiki.refresh(tokens.refresh_token ?? "")).body) as Tokens;
    world.clock.turnTo(world.clock.now() + 29 * day);
    await clearAway(world.parts.database, world.clock.now());
    const again = JSON.parse((await wiki.refresh(renewed.refresh_token ?? "")).body) as Tokens;
    world.clock.turnTo(world.clock.now() + 30 * day + minute);
    expect((await wiki.refresh(again.refresh_token ?? "")).status).toBe(400);
    await clearAway(world.parts.database, world.clock.now());
    expect(await world.parts.database.selectFrom("openid_records").selectAll().execute()).toEqual([]);
  });
});

test("the database holds no token, code, cookie or secret", { tags: ["AT-109"] }, async () => {
  const browser = await loggedIn(world, ursula);
  await wiki.begin(world.browser());
  const code = await wiki.code(browser);
  const unused = await other.code(browser);
  const tokens = JSON.parse((await wiki.redeem(code)).body) as Tokens;
  const dump = JSON.stringify(await dumpOf(world.parts.database));
  expect(dump).toContain(wiki.id);
  const secrets = [
    code,
    unused,
    tokens.access_token,
    tokens.refresh_token,
    wiki.secret,
    ...browser.cookies.values(),
  ];
  for (const secret of secrets) expect(dump).not.toContain(secret);
});

test("an application learns nothing about foreign tokens, and can't end them", {
  tags: ["AT-110"],
}, async () => {
  const tokens = await wiki.tokens(await loggedIn(world, ursula));
  for (const token of [tokens.access_token, tokens.refresh_token ?? ""]) {
    expect(JSON.parse((await other.post("/oidc/introspection", { token })).body)).toEqual({ active: false });
    expect((await other.post("/oidc/revocation", { token })).status).toBe(200);
  }
  expect(await whatWorks(tokens)).toEqual({ userinfo: 200, active: true, refresh: 200 });
});

async function asks(secret: string): Promise<number> {
  const form = { client_id: wiki.id, client_secret: secret, token: "unknown" };
  return (await send(world, "/oidc/introspection", { method: "POST", form })).status;
}

describe("a secret", { tags: ["AT-111"] }, () => {
  test("that is wrong, missing or only the stored hash is refused", async () => {
    const [stored] = await world.parts.database.selectFrom("application_secrets").selectAll().execute();
    expect(await asks(wiki.secret)).toBe(200);
    for (const wrong of ["", "only-hashes-are-stored", other.secret, stored?.hash ?? ""])
      expect(await asks(wrong)).toBeGreaterThanOrEqual(400);
  });

  test("works until it expires, and beside a second one", async () => {
    const { database } = world.parts;
    const ends = world.clock.now() + minute;
    const own = database.updateTable("application_secrets").where("application_id", "=", wiki.id);
    await own.set({ expires_at: ends }).execute();
    expect(await asks(wiki.secret)).toBe(200);
    world.clock.turnTo(ends);
    expect(await asks(wiki.secret)).toBe(401);
    await own.set({ expires_at: null }).execute();
    expect(await asks(wiki.secret)).toBe(200);
  });
});
