import { submitPasscode } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  loggedIn,
  requireMfa,
  turnToNextCode,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import { type Caller, standingOf } from "./caller.ts";
import { standFor } from "./step.ts";

let world: SimulatedApp;
let browser: Browser;
let secret: string;

beforeEach(async () => {
  world = await simulateApp();
  const { id } = await world.addAccount(ursula);
  await world.addAccount(ada);
  await requireMfa(await withPasswordAlone(world, ada), id);
  secret = await enrol(await loggedIn(world, ursula), world.clock);
  turnToNextCode(world.clock);
  browser = await loggedIn(world, ursula);
});
afterEach(() => world[Symbol.asyncDispose]());

async function knownBefore(): Promise<Caller> {
  const { database, clock } = world.parts;
  const session = await database
    .selectFrom("sessions")
    .selectAll()
    .where("unfinished_since", "is not", null)
    .executeTakeFirstOrThrow();
  const found = await findAccountWithFactors(database, session.account_id);
  if (!found) throw new Error("The session has no account.");
  return { ...found, session, standing: standingOf(found, session, clock.now()) };
}

const stand = (caller: Caller, event: "second-factor-accepted" | "set-up-begun" = "second-factor-accepted") =>
  standFor(world.parts.database, caller, event, world.clock.now());

test("a visitor who is still at the same step may continue", async () => {
  expect((await stand(await knownBefore())).standing).toEqual({ at: "second-factor" });
});

test("an event that the journey does not allow there is refused", async () => {
  await expect(stand(await knownBefore(), "set-up-begun")).rejects.toMatchObject({ code: "not-now" });
});

test("a session that another request has lifted since is another session", async () => {
  const caller = await knownBefore();
  const body = { code: codeFor(secret, world.clock.now()) };
  await browser.get(submitPasscode, { ...asUser, body });
  await expect(stand(caller)).rejects.toMatchObject({ code: "not-signed-in" });
});

test("a session that has been ended since is none", async () => {
  const caller = await knownBefore();
  await endSessions(world.parts.database, caller.session.account_id);
  await expect(stand(caller)).rejects.toMatchObject({ code: "not-signed-in" });
});
