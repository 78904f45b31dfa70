import { submitPasscode } from "@sallyport/contract/sign-in";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { codeFor, enrol, loggedIn, turnToNextCode } from "../../../lab/simulation/people.ts";
import type { Person, SimulatedApp } from "../../../lab/simulation/simulated-app.ts";
import { minute } from "../../core/clock.ts";

/** A minute less than the ten minutes of a proof, so it doesn't expire during the action. */
const freshFor = 9 * minute;

/** An administrator's console whose proof is always fresh: logs in again, with both factors, when it must. */
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

/** A browser in which a person with an authenticator app has logged in. */
export async function withCode(world: SimulatedApp, person: Person, secret: string): Promise<Browser> {
  const browser = await loggedIn(world, person);
  const body = { code: codeFor(secret, world.clock.now()) };
  await browser.get(submitPasscode, { params: { realm: person.realm }, body });
  return browser;
}
