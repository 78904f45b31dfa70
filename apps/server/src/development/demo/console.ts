import { submitPasscode } from "@sallyport/contract/sign-in";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { codeFor, enrol, loggedIn, turnToNextCode } from "../../../lab/simulation/people.ts";
import type { Person, SimulatedApp } from "../../../lab/simulation/simulated-app.ts";
import { minute } from "../../core/clock.ts";

/**
 * A reauthentication is valid for ten minutes. The demo reauthenticates after nine minutes, so a
 * reauthentication never expires during an action.
 */
const freshFor = 9 * minute;

export async function freshConsole(world: SimulatedApp, owner: Person): Promise<() => Promise<Browser>> {
  let browser = await loggedIn(world, owner);
  const secret = await enrol(browser, world.clock, owner.realm);
  let since = world.clock.now();
  return async () => {
    if (world.clock.now() - since < freshFor) return browser;
    turnToNextCode(world.clock);
    browser = await withCode(world, owner, secret);
    since = world.clock.now();
    return browser;
  };
}

export async function withCode(world: SimulatedApp, person: Person, secret: string): Promise<Browser> {
  const browser = await loggedIn(world, person);
  const body = { code: codeFor(secret, world.clock.now()) };
  await browser.get(submitPasscode, { params: { realm: person.realm }, body });
  return browser;
}
