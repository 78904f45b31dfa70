import {
  cancelAuthorization,
  finishAuthorization,
  showAuthorization,
} from "@sallyport/contract/authorization";
import { provePassword } from "@sallyport/contract/security";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { claimsIn, idIn, RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { insertGroup } from "../accounts/groups/groups.repository.ts";
import { second } from "../core/clock.ts";

let world: SimulatedApp;
let userId: string;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

async function shown(browser: Browser, parameters: Record<string, string>, of = wiki) {
  const params = { id: idIn(await of.begin(browser, parameters)) };
  const { at } = await browser.get(showAuthorization, { params });
  const finish = async (isConfirmed = false) => {
    const answer = await browser.ask(finishAuthorization, { params, body: { isConfirmed } });
    return answer.ok ? "finished" : answer.problem.code;
  };
  return { at, finish, params };
}

/** With `prompt=none`, the server must answer without showing a page. */
async function silently(browser: Browser, parameters: Record<string, string> = {}, of = wiki) {
  const { location } = await of.begin(browser, { ...parameters, prompt: "none" });
  const answer = new URL(location).searchParams;
  return answer.get("error") ?? (answer.has("code") ? "code" : location);
}

describe("a second factor", { tags: ["AT-103"] }, () => {
  test("that a request or the application wants isn't replaced by a password", async () => {
    const strict = await RelyingParty.add(world, { second_factor: "always" });
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const ways = [
      [wiki, { acr_values: "mfa" }],
      [strict, {}],
      [strict, { acr_values: "pwd" }],
    ] as const;
    for (const [party, parameters] of ways) {
      const { at, finish } = await shown(browser, parameters, party);
      expect([at, await finish(true)]).toEqual(["set-up", "not-now"]);
      expect(await silently(browser, parameters, party)).toBe("unmet_authentication_requirements");
    }
    expect(await silently(browser, { acr_values: "mfa pwd" })).toBe("code");
    expect(await silently(browser, { acr_values: "urn:unknown" })).toBe("code");
  });

  test("shows in the ID token if the session has it, and only then", {
    tags: ["AT-148", "oidcc-ensure-request-with-acr-values-succeeds"],
  }, async () => {
    const weak = claimsIn((await wiki.tokens(await loggedIn(world, ursula))).id_token);
    expect([weak["acr"], weak["amr"]]).toEqual(["pwd", ["pwd"]]);
    const strong = claimsIn((await wiki.tokens(await proven(world, ursula), { acr_values: "mfa" })).id_token);
    expect([strong["acr"], strong["amr"]]).toEqual(["mfa", ["pwd", "otp", "mfa"]]);
  });
});

describe("access", { tags: ["AT-104"] }, () => {
  test("is only for the groups of the application, and ends with the membership", async () => {
    const { database } = world.parts;
    const staff = await insertGroup(database, "Staff", world.clock.now());
    const intranet = await RelyingParty.add(world, { groups: [staff.id], keeps_access: 1 });
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const { at, finish } = await shown(browser, {}, intranet);
    expect([at, await finish(true)]).toEqual(["refused", "not-now"]);
    expect(await silently(browser, {}, intranet)).toBe("access_denied");
    const member = { group_id: staff.id, account_id: userId, is_enrolled: 0 } as const;
    const at0 = { joined_at: world.clock.now(), counts_from: world.clock.now() };
    await database
      .insertInto("group_members")
      .values({ ...member, ...at0 })
      .execute();
    const tokens = await intranet.tokens(browser);
    expect(claimsIn(tokens.id_token)["groups"]).toEqual(["Staff"]);
    await database.deleteFrom("group_members").execute();
    expect((await intranet.userinfo(tokens.access_token)).status).toBe(401);
    expect((await intranet.refresh(tokens.refresh_token ?? "")).status).toBe(400);
  });
});

function reauthenticate(browser: Browser) {
  return browser.get(provePassword, { ...asUser, body: { password: ursula.password } });
}

describe("a fresh proof", { tags: ["AT-105"] }, () => {
  test.for<Record<string, string>>([{ prompt: "login" }, { max_age: "0" }])(
    "is newer than the request with %o, by milliseconds",
    { tags: ["oidcc-prompt-login"] },
    async (parameters) => {
      const browser = await loggedIn(world, ursula);
      const { at, finish, params } = await shown(browser, parameters);
      expect([at, await finish(true)]).toEqual(["fresh-proof", "not-now"]);
      await reauthenticate(browser);
      expect(await finish()).toBe("not-now");
      world.clock.turnTo(world.clock.now() + 1);
      await reauthenticate(browser);
      expect((await browser.get(showAuthorization, { params })).at).toBe("ready");
      expect(await finish()).toBe("finished");
    },
  );

  test("isn't older than max_age, and auth_time says its time", { tags: ["oidcc-max-age-1"] }, async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    expect(await silently(browser, { max_age: "60" })).toBe("code");
    world.clock.turnTo(world.clock.now() + 61 * second);
    expect(await silently(browser, { max_age: "60" })).toBe("login_required");
    const { at } = await shown(browser, { max_age: "60" });
    expect(at).toBe("fresh-proof");
    await reauthenticate(browser);
    const { id_token: token } = await wiki.tokens(browser, { max_age: "60" });
    expect(claimsIn(token)["auth_time"]).toBe(world.clock.now() / second);
  });
});

describe("a confirmation", () => {
  test.for(["consent", "select_account"])(
    "is asked for by prompt=%s",
    { tags: ["AT-146"] },
    async (prompt) => {
      const browser = await loggedIn(world, ursula);
      await wiki.logIn(browser);
      const { at, finish } = await shown(browser, { prompt });
      expect([at, await finish(false), await finish(true)]).toEqual(["confirmation", "not-now", "finished"]);
    },
  );

  test("comes after the fresh proof that the same prompt asks for", async () => {
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    expect((await shown(browser, { prompt: "login consent" })).at).toBe("fresh-proof");
  });

  test("of the ID token of another user is refused", async () => {
    const uma = { ...ursula, login: "uma" };
    await world.addAccount(uma);
    const { id_token: hint } = await wiki.tokens(await loggedIn(world, uma));
    const browser = await loggedIn(world, ursula);
    await wiki.logIn(browser);
    const { at, finish } = await shown(browser, { id_token_hint: hint });
    expect([at, await finish(true)]).toEqual(["refused", "not-now"]);
    expect(await silently(browser, { id_token_hint: hint })).toBe("login_required");
  });
});

test("a user who cancels returns to the application with an error", async () => {
  const browser = world.browser();
  const id = idIn(await wiki.begin(browser));
  const { address } = await browser.get(cancelAuthorization, { params: { id } });
  const { location } = await send(world, address, {}, browser);
  expect(location).toMatch(new RegExp(`^${wiki.callback}\\?error=access_denied`));
});
