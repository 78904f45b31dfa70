import * as contract from "@sallyport/contract/applications/trials";
import {
  cancelAuthorization,
  finishAuthorization,
  showAuthorization,
} from "@sallyport/contract/authorization";
import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { ada, asUser, grace, loggedIn, logIn, proven, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { insertGroup } from "../accounts/groups/groups.repository.ts";
import { authorizationCookie } from "../http/visit.ts";

let world: SimulatedApp;
let userId: string;
let browser: Browser;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  await world.addAccount(grace);
  browser = await proven(world, ada);
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

async function begun(party = wiki): Promise<string> {
  const trial = await browser.get(contract.beginTrial, { params: { id: party.id } });
  return (trial.at === "go" && /^\/authorize\/([\w-]+)$/.exec(trial.address)?.[1]) || JSON.stringify(trial);
}

const result = (trial: string, party = wiki, from = browser) =>
  from.get(contract.finishTrial, { params: { id: party.id, trial } });

/** A user logs in on the page of the trial, and continues. */
async function tried(party = wiki): Promise<contract.Trial> {
  const trial = await begun(party);
  await logIn(browser, ursula);
  const shown = await browser.get(showAuthorization, { params: { id: trial } });
  expect(shown).toMatchObject({ at: "confirmation", application: { name: "Wiki", isTrial: true } });
  const body = { isConfirmed: true };
  const { address } = await browser.get(finishAuthorization, { params: { id: trial }, body });
  expect(address).toBe(`/admin/applications/${party.id}/try/${trial}`);
  return result(trial, party);
}

function valuesIn(claims: contract.Claim[]): Record<string, unknown> {
  return Object.fromEntries(claims.map(({ name, value }) => [name, value]));
}

const events = async () => {
  const { database } = world.parts;
  const rows = await database.selectFrom("audit_events").selectAll().orderBy("id").execute();
  return rows.flatMap(({ kind, actor, subject, outcome, detail }) =>
    kind.startsWith("application_") ? [`${kind} ${actor} ${subject} ${outcome} ${detail}`] : [],
  );
};

describe("a trial", () => {
  test("shows the claims of a real login", async () => {
    const trial = await tried();
    if (trial.at !== "claims") throw new Error(JSON.stringify(trial));
    const person = {
      sub: userId,
      name: "ursula",
      preferred_username: "ursula",
      email: "ursula@example.com",
      email_verified: false,
      groups: [],
    };
    expect(trial.user).toBe("ursula@example.com");
    expect(valuesIn(trial.userinfo)).toEqual(person);
    const now = world.clock.now() / 1000;
    const login = {
      acr: "pwd",
      amr: ["pwd"],
      auth_time: now,
      aud: wiki.id,
      iss: "http://portal.localhost:8080",
    };
    expect(valuesIn(trial.idToken)).toMatchObject({ ...person, ...login });
    expect(await events()).toEqual([
      "application_login_tried ada@example.com ursula@example.com success Wiki: AAL1",
    ]);
  });

  test("leaves no token, no login and no mark of use", { tags: ["AT-160"] }, async () => {
    const strict = await RelyingParty.add(world, {
      keeps_access: 1,
      logout_address: "https://elsewhere.example/",
    });
    for (const party of [wiki, strict]) expect((await tried(party)).at).toBe("claims");
    const { database } = world.parts;
    const left = await Promise.all([
      database.selectFrom("openid_records").selectAll().execute(),
      database.selectFrom("application_sessions").selectAll().execute(),
      database.selectFrom("authorizations").selectAll().execute(),
      database.selectFrom("logout_notices").selectAll().execute(),
      database.selectFrom("application_refusals").selectAll().execute(),
      database.selectFrom("application_secrets").selectAll().where("last_used_at", "is not", null).execute(),
      database.selectFrom("applications").selectAll().where("first_login_at", "is not", null).execute(),
    ]);
    expect(left.flat()).toEqual([]);
    const names = [...browser.cookies.keys()];
    expect(names.filter((name) => /openid|authorization/.test(name))).toEqual([]);
  });

  test("leaves the user's own login to the application as it is", { tags: ["AT-160"] }, async () => {
    await logIn(browser, ursula);
    const { access_token: token } = await wiki.tokens(browser);
    const logins = () => world.parts.database.selectFrom("application_sessions").selectAll().execute();
    const before = await logins();
    world.clock.turnTo(world.clock.now() + 5000);
    const trial = await begun();
    await browser.get(finishAuthorization, { params: { id: trial }, body: { isConfirmed: true } });
    expect((await result(trial)).at).toBe("claims");
    expect(await logins()).toEqual(before);
    expect((await wiki.userinfo(token)).status).toBe(200);
  });

  test("never has a code or token in the database, the answers or a cookie", {
    tags: ["AT-160"],
  }, async () => {
    const text = JSON.stringify(await tried());
    expect(text).not.toMatch(/eyJ|access_token|"code"|secret/);
    expect(await textOf(world.parts.database)).not.toContain("access_token");
  });
});

describe("the result of a trial", { tags: ["AT-160"] }, () => {
  test("is only for the administrator's session that began it, and for this browser", async () => {
    const trial = await begun();
    await logIn(browser, ursula);
    const params = { id: trial };
    await browser.get(finishAuthorization, { params, body: { isConfirmed: true } });
    const cookie = browser.cookies.get(authorizationCookie(trial)) ?? "";
    const others = [await proven(world, grace), await loggedIn(world, ursula), world.browser()];
    const asked = { params: { id: wiki.id, trial } };
    for (const [other, code] of [
      [others[0], "link-invalid"],
      [others[1], "not-signed-in"],
      [others[2], "not-signed-in"],
    ] as const) {
      other?.cookies.set(authorizationCookie(trial), cookie);
      expect((await other?.refusal(contract.finishTrial, asked))?.code).toBe(code);
    }
    const withoutCookie = world.browser();
    const session = browser.cookies.get("__Host-sallyport-administrator") ?? "";
    withoutCookie.cookies.set("__Host-sallyport-administrator", session);
    expect((await withoutCookie.refusal(contract.finishTrial, asked)).code).toBe("link-invalid");
    const other = await RelyingParty.add(world);
    const elsewhere = { params: { id: other.id, trial } };
    expect((await browser.refusal(contract.finishTrial, elsewhere)).code).toBe("link-invalid");
    expect((await result(trial)).at).toBe("claims");
    expect((await browser.refusal(contract.finishTrial, asked)).code).toBe("link-invalid");
  });

  test("isn't that of an ordinary login, and an ordinary login isn't that of a trial", async () => {
    const trial = await begun();
    await logIn(browser, ursula);
    await browser.get(finishAuthorization, { params: { id: trial }, body: { isConfirmed: true } });
    const { location } = await send(world, `/oidc/auth/${trial}`, {}, browser);
    expect(location).toBe("/application-refused?reason=over");
    const ordinary = await wiki.begin(browser, { prompt: "consent" });
    const params = { id: wiki.id, trial: ordinary.location.replace("/authorize/", "") };
    expect((await browser.refusal(contract.finishTrial, { params })).code).toBe("link-invalid");
  });
});

describe("the policy of the application", { tags: ["AT-104"] }, () => {
  test("decides: a user without access gets a refusal, which no log of the application has", async () => {
    const staff = await insertGroup(world.parts.database, "Staff", world.clock.now());
    const intranet = await RelyingParty.add(world, { groups: [staff.id] });
    const trial = await begun(intranet);
    await logIn(browser, ursula);
    expect(await browser.get(showAuthorization, { params: { id: trial } })).toMatchObject({
      at: "refused",
      application: { isTrial: true },
    });
    expect(await result(trial, intranet)).toEqual({
      at: "refused",
      reason: "no-access",
      user: "ursula@example.com",
      detail: "",
    });
    expect(await world.parts.database.selectFrom("application_refusals").selectAll().execute()).toEqual([]);
    expect(await events()).toEqual([
      "application_login_tried ada@example.com ursula@example.com failure Wiki: refused",
    ]);
  });

  test("asks for its second factor", { tags: ["AT-103"] }, async () => {
    const strict = await RelyingParty.add(world, { second_factor: "always" });
    const trial = await begun(strict);
    await logIn(browser, ursula);
    expect(await browser.get(showAuthorization, { params: { id: trial } })).toMatchObject({ at: "set-up" });
    expect(await result(trial, strict)).toEqual({ at: "go", address: `/authorize/${trial}` });
    for (const [name, value] of (await proven(world, ursula)).cookies)
      if (name === "__Host-sallyport-user") browser.cookies.set(name, value);
    await browser.get(finishAuthorization, { params: { id: trial }, body: { isConfirmed: true } });
    const shown = await result(trial, strict);
    if (shown.at !== "claims") throw new Error(JSON.stringify(shown));
    expect(valuesIn(shown.idToken)).toMatchObject({ acr: "mfa", amr: ["pwd", "otp", "mfa"] });
  });
});

test("an application behind a proxy gets headers", async () => {
  const proxied = await RelyingParty.add(world, { kind: "proxy" });
  expect(await tried(proxied)).toEqual({
    at: "headers",
    user: "ursula@example.com",
    headers: [
      { name: "remote-user", value: "ursula" },
      { name: "remote-name", value: "ursula" },
      { name: "remote-email", value: "ursula@example.com" },
      { name: "remote-groups", value: "-" },
    ],
  });
});

test("a public application gets the same claims without a secret", async () => {
  const open = await RelyingParty.add(world, { client_type: "public" });
  expect(await tried(open)).toMatchObject({ at: "claims" });
});

test("a user who goes back, and an application without a callback address, end the trial", async () => {
  const trial = await begun();
  const { address } = await browser.get(cancelAuthorization, { params: { id: trial } });
  expect(address).toContain("/admin/applications/");
  expect(await result(trial)).toMatchObject({ at: "refused", reason: "cancelled", user: null });
  await world.parts.database.deleteFrom("application_addresses").execute();
  expect(await browser.get(contract.beginTrial, { params: { id: wiki.id } })).toMatchObject({
    at: "refused",
    reason: "no-callback-address",
  });
});

test("a user who logs out before the result ends the trial", async () => {
  const trial = await begun();
  await logIn(browser, ursula);
  await browser.get(finishAuthorization, { params: { id: trial }, body: { isConfirmed: true } });
  await browser.get(leave, asUser);
  const params = { id: wiki.id, trial };
  expect((await browser.refusal(contract.finishTrial, { params })).code).toBe("link-invalid");
});
