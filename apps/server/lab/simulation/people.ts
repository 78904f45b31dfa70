import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { saveUser, type User } from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt, remainingMs } from "@sallyport/totp/totp";
import type { Browser } from "./browser.ts";
import type { Person, SimulatedApp } from "./simulated-app.ts";
import type { TurnableClock } from "./turnable-clock.ts";

export const ursula: Person = { realm: "user", login: "ursula", password: "eleven herons on one pond" };
export const ada: Person = { realm: "administrator", login: "ada", password: "another quite long phrase" };
export const grace: Person = { realm: "administrator", login: "grace", password: "yet another long phrase" };

export const asUser = { params: { realm: "user" } } as const;

export function logIn(browser: Browser, who: Person): Promise<contract.Whereabouts> {
  const login = who.realm === "user" ? who.login : `${who.login}@example.com`;
  return browser.get(contract.submitPassword, {
    params: { realm: who.realm },
    body: { login, password: who.password },
  });
}

export async function loggedIn(world: SimulatedApp, who: Person): Promise<Browser> {
  const browser = world.browser();
  await logIn(browser, who);
  return browser;
}

/**
 * Logs in without MFA. An administrator would have to set up MFA at the login, so this function first removes
 * that requirement.
 */
export async function withPasswordAlone(world: SimulatedApp, who: Person): Promise<Browser> {
  await world.parts.database
    .updateTable("accounts")
    .set({ mfa_required: 0, mfa_required_at: null })
    .where("email_key", "=", `${who.login}@example.com`)
    .where("realm", "=", "administrator")
    .execute();
  return loggedIn(world, who);
}

export async function requireMfaOf({ clock, parts }: SimulatedApp, who: Person): Promise<void> {
  await parts.database
    .updateTable("accounts")
    .set({ mfa_required: 1, mfa_required_at: clock.now() })
    .where("email_key", "=", `${who.login}@example.com`)
    .where("realm", "=", who.realm)
    .execute();
}

export async function proven(world: SimulatedApp, who: Person): Promise<Browser> {
  await requireMfaOf(world, who);
  const browser = await loggedIn(world, who);
  await enrol(browser, world.clock, who.realm);
  return browser;
}

export async function requireMfa(console: Browser, userId: string, days = 7): Promise<User> {
  const body = {
    name: "Ursula",
    email: "ursula@example.com",
    mfa: { isRequired: true, days },
  } as const;
  return console.get(saveUser, { params: { id: userId }, body });
}

export async function enrol(browser: Browser, clock: TurnableClock, realm: Realm = "user"): Promise<string> {
  const params = { realm };
  const { secret } = await browser.get(contract.beginSetUp, { params });
  await browser.get(contract.confirmSetUp, { params, body: { code: codeFor(secret, clock.now()) } });
  await browser.get(contract.acknowledgeSetUp, { params });
  return secret;
}

export function codeFor(secret: string, at: number): string {
  return codeAt(fromBase32(secret) ?? new Uint8Array(), at);
}

/** Returns a code that is wrong at `at`, and also in the time steps before and after it. */
export function wrongCodeFor(secret: string, at: number): string {
  const near = [-30_000, 0, 30_000].map((offset) => codeFor(secret, at + offset));
  return ["000000", "000001", "000002", "000003"].find((code) => !near.includes(code)) ?? "";
}

export function turnToNextCode(clock: TurnableClock): void {
  clock.turnTo(clock.now() + remainingMs(clock.now()));
}
