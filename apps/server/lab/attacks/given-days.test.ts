import { mostDaysWithoutProof } from "@sallyport/contract/days";
import type { Endpoint } from "@sallyport/contract/endpoint";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, minute } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { enrol, grace, loggedIn, logIn, proven, requireMfa, ursula } from "../simulation/people.ts";
import { type Scene, scene } from "../simulation/scene.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const params = () => ({ id: here.userId });

async function staleDesk(): Promise<Browser> {
  await here.world.addAccount({ ...grace, role: "help-desk" });
  const desk = await proven(here.world, grace);
  here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
  return desk;
}

const states: Record<string, () => Promise<void>> = {
  "set-up is due after a reset": async () => {
    await requireMfa(here.admin, here.userId);
    await enrol(await loggedIn(here.world, ursula), here.world.clock);
    await here.admin.get(users.resetAuthenticator, { params: params(), body: { days: null } });
  },
  "the deadline has locked the account": async () => {
    await requireMfa(here.admin, here.userId, 1);
    await here.world.pass(day);
  },
  "the deadline has passed, and no request came since": async () => {
    await requireMfa(here.admin, here.userId, 1);
    here.world.clock.turnTo(here.world.clock.now() + day);
  },
};

describe("a help desk without a fresh second factor gives no days that let a password in", {
  tags: ["AT-82"],
}, () => {
  test.for(Object.entries(states))("where %s", async ([, prepare]) => {
    await prepare();
    const desk = await staleDesk();
    const before = await logIn(here.world.browser(), ursula);
    for (const days of [1, 7, 365]) {
      const answer = await desk.refusal(users.extendDeadline, { params: params(), body: { days } });
      expect(answer.code).toBe("insufficient-user-authentication");
    }
    expect(await logIn(here.world.browser(), ursula)).toEqual(before);
  });

  test("nor for longer than a fortnight, while days remain", async () => {
    await requireMfa(here.admin, here.userId, 1);
    const desk = await staleDesk();
    const extend = (days: number) => desk.ask(users.extendDeadline, { params: params(), body: { days } });
    for (const days of [mostDaysWithoutProof + 1, 365]) {
      expect(await extend(days)).toMatchObject({ problem: { code: "insufficient-user-authentication" } });
    }
    expect(await extend(mostDaysWithoutProof)).toMatchObject({ ok: true });
    expect(await extend(mostDaysWithoutProof + 1)).toMatchObject({ ok: false });
  });

  test("and no other act of a console does it either", async () => {
    await requireMfa(here.admin, here.userId, 1);
    await here.world.pass(day);
    await here.world.addAccount(grace);
    const console = await proven(here.world, grace);
    here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
    const again = { isRequired: true, days: 365 };
    const acts: [Endpoint, Record<string, unknown> | undefined][] = [
      [users.saveUser, { mfa: again }],
      [users.saveUser, { mfa: { isRequired: false } }],
      [users.saveUser, { mfa: again }],
      [users.shortenDeadline, { days: 1 }],
      [users.resetAuthenticator, { days: 365 }],
      [users.setUserState, { state: "suspended" }],
      [users.setUserState, { state: "active" }],
      [users.unlockUser, undefined],
      [users.inviteAgain, undefined],
      [users.endUserSessions, undefined],
    ];
    const { database } = here.world.parts;
    for (const [endpoint, body] of acts) {
      await console.ask(endpoint, { params: params(), ...(body ? { body } : {}) });
      // The account gets the state "active", so only the passed deadline can lock the user out.
      await database.updateTable("accounts").set({ state: "active" }).where("id", "=", here.userId).execute();
      expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "locked" });
    }
  });

  test("with a fresh second factor it works", async () => {
    await requireMfa(here.admin, here.userId, 1);
    await here.world.pass(day);
    await here.world.addAccount({ ...grace, role: "help-desk" });
    const desk = await proven(here.world, grace);
    expect(await desk.ask(users.extendDeadline, { params: params(), body: { days: 365 } })).toMatchObject({
      ok: true,
    });
    expect(await logIn(here.world.browser(), ursula)).toMatchObject({ at: "set-up", mayPostpone: true });
  });
});
