import { submitPasscode } from "@sallyport/contract/sign-in";
import type { Browser } from "./browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  proven,
  requireMfa,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "./people.ts";
import { type Settings, type SimulatedApp, simulateApp } from "./simulated-app.ts";

export interface Scene extends AsyncDisposable {
  world: SimulatedApp;
  userId: string;
  admin: Browser;
}

export async function scene(settings: Settings = {}): Promise<Scene> {
  const world = await simulateApp(null, settings);
  const { id: userId } = await world.addAccount(ursula);
  await world.addAccount(ada);
  const admin = await proven(world, ada);
  // The mail about ada's set-up is delivered, so no test gets it later.
  await world.parts.outbox.deliverDue();
  return { world, userId, admin, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

export async function newConsole(world: SimulatedApp): Promise<Browser> {
  await world.addAccount(grace);
  return proven(world, grace);
}

export interface EnrolledScene extends Scene {
  secret: string;
  rightCode: () => Passcode;
  wrongCode: () => Passcode;
  arrived: () => Promise<Browser>;
}

export type Passcode = typeof asUser & { body: { code: string } };

/** Ursula has set up MFA, and has not used the current code. */
export async function enrolledScene(settings: Settings = {}): Promise<EnrolledScene> {
  const here = await scene(settings);
  const { world, userId, admin } = here;
  await requireMfa(admin, userId);
  const secret = await enrol(await loggedIn(world, ursula), world.clock);
  await world.pass(0);
  world.mails.length = 0;
  turnToNextCode(world.clock);
  const rightCode = () => passcode(codeFor(secret, world.clock.now()));
  return {
    ...here,
    secret,
    rightCode,
    wrongCode: () => passcode(wrongCodeFor(secret, world.clock.now())),
    arrived: async () => {
      const browser = world.browser();
      turnToNextCode(world.clock);
      await logIn(browser, ursula);
      await browser.get(submitPasscode, rightCode());
      return browser;
    },
  };
}

export function passcode(code: string): Passcode {
  return { ...asUser, body: { code } };
}
