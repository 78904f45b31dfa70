import { hash } from "@node-rs/argon2";
import { acceptInvitation, createFirstAdministrator } from "@sallyport/contract/invitations";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import * as security from "@sallyport/contract/security";
import { beginSetUp, confirmSetUp, submitPassword } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { ada, asUser, codeFor, loggedIn, requireMfa, ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";
import { firstAdministratorLink } from "../first-administrator/first-administrator.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const composed = "Überzeugte Möwen am Meer";
const decomposed = composed.normalize("NFD");
const spellings = [
  composed,
  decomposed,
  composed.replaceAll(" ", "\u00a0"),
  decomposed.replaceAll(" ", "\u3000"),
];

const logsIn = async (login: string, password: string, realm: Realm = "user") =>
  (await here.world.browser().ask(submitPassword, { params: { realm }, body: { login, password } })).ok;
const tokenIn = (text = "") => /#([\w-]{43})/.exec(text)?.[1] ?? "";

async function rightSpellings(login: string, realm?: Realm): Promise<string[]> {
  const right: string[] = [];
  for (const spelling of spellings) if (await logsIn(login, spelling, realm)) right.push(spelling);
  return right;
}

const keep = async (password: string, email: string) => {
  const typed = await hash(password, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  const { database } = here.world.parts;
  await database
    .updateTable("accounts")
    .set({ password_hash: `as-typed:${typed}` })
    .where("email", "=", email)
    .execute();
  return typed;
};
const kept = async (email: string) =>
  (
    await here.world.parts.database
      .selectFrom("accounts")
      .select("password_hash")
      .where("email", "=", email)
      .executeTakeFirstOrThrow()
  ).password_hash;

async function begun() {
  await requireMfa(here.admin, here.userId);
  await keep(decomposed, "ursula@example.com");
  const browser = await loggedIn(here.world, { ...ursula, password: decomposed });
  await keep(decomposed, "ursula@example.com");
  const { secret } = await browser.get(beginSetUp, asUser);
  return { browser, secret };
}

describe("a password chosen in one spelling is right in every other", () => {
  test("by an invitation", async () => {
    const { admin, world } = here;
    await admin.get(users.addUser, { body: { username: "uwe", email: "uwe@example.com", name: "Uwe" } });
    await world.pass(0);
    const body = { token: tokenIn(world.mails.at(-1)?.text), password: decomposed };
    await world.browser().get(acceptInvitation, { body });
    expect(await rightSpellings("uwe")).toEqual(spellings);
  });

  test.for(["user", "administrator"] as const)("by the reset link of a %s", async (realm) => {
    const { world } = here;
    const login = realm === "user" ? "ursula" : "ada@example.com";
    await world.browser().get(askForPasswordReset, { params: { realm }, body: { login } });
    await world.parts.afterReply.settled();
    await world.pass(0);
    const body = { token: tokenIn(world.mails.at(-1)?.text), password: decomposed };
    await world.browser().get(acceptPasswordReset, { body });
    expect(await rightSpellings(login, realm)).toEqual(spellings);
  });

  test("by a change, and the next change takes any spelling of it too", async () => {
    const browser = await loggedIn(here.world, ursula);
    const change = (present: string, next: string) =>
      browser.get(security.changePassword, { ...asUser, body: { present, next } });
    await change(ursula.password, decomposed);
    expect(await rightSpellings("ursula")).toEqual(spellings);
    await browser.get(security.provePassword, { ...asUser, body: { password: spellings[2] ?? "" } });
    await change(spellings[3] ?? "", "nine otters under a bridge");
  });

  test("by the first administrator", async () => {
    await using world = await simulateApp();
    const { database, clock } = world.parts;
    const link = await firstAdministratorLink(database, portalOrigin, clock.now());
    const details = { email: "ada@example.com", name: "Ada", password: decomposed };
    await world.browser().get(createFirstAdministrator, { body: { token: tokenIn(link ?? ""), ...details } });
    const params = { realm: "administrator" } as const;
    const body = { login: "ada@example.com", password: composed };
    expect(await world.browser().ask(submitPassword, { params, body })).toMatchObject({ ok: true });
  });
});

describe("a hash from before is of the password as it was typed", () => {
  test.for([
    ["user", "ursula"],
    ["administrator", "ada@example.com"],
  ] as const)("of a %s: right as typed, and in every spelling after that", async ([realm, login]) => {
    await keep(decomposed, realm === "user" ? "ursula@example.com" : login);
    expect(await logsIn(login, composed, realm)).toBe(false);
    expect(await logsIn(login, decomposed, realm)).toBe(true);
    expect(await rightSpellings(login, realm)).toEqual(spellings);
  });

  test("and is kept where the password has one spelling only", async () => {
    const typed = await keep(ursula.password, "ursula@example.com");
    expect(await logsIn("ursula", "not the right phrase")).toBe(false);
    expect(await kept("ursula@example.com")).toBe(`as-typed:${typed}`);
    expect(await logsIn("ursula", ursula.password)).toBe(true);
    expect(await kept("ursula@example.com")).toBe(typed);
  });

  test("two logins at once both get in", async () => {
    await keep(decomposed, "ursula@example.com");
    const both = await Promise.all([logsIn("ursula", decomposed), logsIn("ursula", decomposed)]);
    expect(both).toEqual([true, true]);
  });

  test("a fresh proof replaces it as well", async () => {
    const browser = await loggedIn(here.world, ursula);
    await keep(decomposed, "ursula@example.com");
    await browser.get(security.provePassword, { ...asUser, body: { password: decomposed } });
    expect(await rightSpellings("ursula")).toEqual(spellings);
  });

  describe("and a set-up that was begun under it", () => {
    test("is not ended by a login that replaces the hash", async () => {
      const { browser, secret } = await begun();
      expect(await logsIn("ursula", decomposed)).toBe(true);
      expect(await kept("ursula@example.com")).not.toMatch(/^as-typed:/);
      expect(await browser.get(beginSetUp, asUser)).toMatchObject({ secret });
      const code = codeFor(secret, here.world.clock.now());
      expect(await browser.ask(confirmSetUp, { ...asUser, body: { code } })).toMatchObject({ ok: true });
    });

    test("is ended by another password", { tags: ["AT-79"] }, async () => {
      const { secret } = await begun();
      const { world } = here;
      world.clock.turnTo(world.clock.now() + minute);
      await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
      await world.parts.afterReply.settled();
      await world.pass(0);
      const body = { token: tokenIn(world.mails.at(-1)?.text), password: "seven cranes over the marsh" };
      await world.browser().get(acceptPasswordReset, { body });
      const pending = world.parts.database.selectFrom("totp_factors").where("state", "=", "pending");
      expect(await pending.selectAll().execute()).toEqual([]);
      const later = await loggedIn(world, { ...ursula, password: body.password });
      expect((await later.get(beginSetUp, asUser)).secret).not.toBe(secret);
    });

    test("is ended when the password is taken away", { tags: ["AT-79"] }, async () => {
      await begun();
      const { database } = here.world.parts;
      await database
        .updateTable("accounts")
        .set({ password_hash: null })
        .where("id", "=", here.userId)
        .execute();
      const pending = database.selectFrom("totp_factors").where("state", "=", "pending");
      expect(await pending.selectAll().execute()).toEqual([]);
    });
  });

  test("that opens nothing stays as it is", async () => {
    await keep(decomposed, "ursula@example.com");
    await here.admin.get(users.setUserState, { params: { id: here.userId }, body: { state: "suspended" } });
    const before = await kept("ursula@example.com");
    expect(await logsIn("ursula", decomposed)).toBe(false);
    expect(await kept("ursula@example.com")).toBe(before);
  });
});

test.for([
  "a line\nin a long password",
  "hidden \u200b in a long password",
  "a bell \u0007 in a long password",
  "private \ue000 in a long password",
  "unassigned \u0378 in a long one",
  "a heart \ufe0f in a long password",
])(
  "%j is refused with a sentence when it is chosen, and judged like any other when it is given",
  async (password) => {
    const browser = await loggedIn(here.world, ursula);
    const body = { present: ursula.password, next: password };
    const { code, fields } = await browser.refusal(security.changePassword, { ...asUser, body });
    expect({ code, fields }).toMatchObject({ code: "invalid-request", fields: [{ path: "next" }] });
    expect(fields?.[0]?.message).toMatch(/^This password contains a hidden or unusual character/);
    const params = { realm: "administrator" } as const;
    const given = { login: `${ada.login}@example.com`, password };
    expect((await browser.refusal(submitPassword, { params, body: given })).code).toBe("wrong-credentials");
  },
);
