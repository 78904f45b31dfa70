import { listActivity } from "@sallyport/contract/activity";
import * as contract from "@sallyport/contract/sign-in";
import { unlockUser } from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { remainingMs } from "@sallyport/totp/totp";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { day, second } from "../../src/core/clock.ts";
import {
  asUser,
  codeFor,
  enrol,
  loggedIn,
  requireMfa,
  turnToNextCode,
  ursula,
} from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode, scene } from "../simulation/scene.ts";

const stepMs = 30_000;

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

async function outcomeOf(code: string): Promise<string> {
  const browser = await loggedIn(here.world, ursula);
  const answer = await browser.ask(contract.submitPasscode, passcode(code));
  return answer.ok ? answer.reply.at : answer.problem.code;
}

const codeOfStep = (offset: number) => codeFor(here.secret, here.world.clock.now() + offset * stepMs);

test("after a code, it and the one before it are used up; the next one works", {
  tags: ["AT-22", "R21", "R93"],
}, async () => {
  const before = codeOfStep(-1);
  const current = codeOfStep(0);
  expect(await outcomeOf(current)).toBe("signed-in");
  expect(await outcomeOf(current)).toBe("replayed");
  expect(await outcomeOf(before)).toBe("replayed");
  turnToNextCode(here.world.clock);
  expect(await outcomeOf(current)).toBe("replayed");
  expect(await outcomeOf(codeOfStep(0))).toBe("signed-in");
});

test("codes in any order are accepted only for rising time steps", { tags: ["AT-22", "R21"] }, async () => {
  const { world, secret } = here;
  const attempts = fc.array(fc.record({ turn: fc.nat(3 * stepMs), age: fc.constantFrom(-1, 0) }), {
    minLength: 2,
    maxLength: 6,
  });
  const accepted: number[] = [];
  await fc.assert(
    fc.asyncProperty(attempts, async (tries) => {
      const began = world.clock.now();
      for (const { turn, age } of tries) {
        world.clock.turnTo(began + turn);
        const step = Math.floor(world.clock.now() / stepMs) + age;
        if ((await outcomeOf(codeFor(secret, step * stepMs))) === "signed-in") accepted.push(step);
      }
      world.clock.turnTo(began + 5 * stepMs);
    }),
    { numRuns: 12 },
  );
  expect(accepted.length).toBeGreaterThan(2);
  expect(accepted).toEqual([...new Set(accepted)].toSorted((one, other) => one - other));
});

test("a code works once, in whichever sign-in, and its second use is recorded", {
  tags: ["AT-23", "R21", "R76", "R82"],
}, async () => {
  const { world, admin, rightCode } = here;
  const one = await loggedIn(world, ursula);
  const other = await loggedIn(world, ursula);
  expect(await one.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
  expect((await other.refusal(contract.submitPasscode, rightCode())).code).toBe("replayed");
  expect(await outcomeOf(rightCode().body.code)).toBe("replayed");
  const { events } = await admin.get(listActivity, { query: {} });
  const details = events.map(({ outcome, detail }) => `${outcome} ${detail}`);
  expect(details.filter((detail) => detail.includes("totp")).slice(0, 3)).toEqual([
    "failure totp: replayed",
    "failure totp: replayed",
    "success totp: accepted; logged in",
  ]);
});

test("wrong codes count for the account, from any session and address", {
  tags: ["AT-25", "R95"],
}, async () => {
  const { world, wrongCode, rightCode } = here;
  for (let number = 1; number <= 5; number++) {
    const browser = world.browser({ address: `198.51.100.${number}` });
    const body = { login: ursula.login, password: ursula.password };
    await browser.get(contract.submitPassword, { ...asUser, body });
    expect((await browser.refusal(contract.submitPasscode, wrongCode())).code).toBe("wrong-code");
  }
  expect(await outcomeOf(rightCode().body.code)).toBe("wait");
});

test("a code lives to the last millisecond of the step after its own, and no longer", {
  tags: ["AT-27", "R25", "R28", "R93"],
}, async () => {
  const { world, secret } = here;
  const begins = world.clock.now();
  const outcomeAt = async (at: number) => {
    world.clock.turnTo(at);
    const outcome = await outcomeOf(codeFor(secret, begins));
    await here.admin.get(unlockUser, { params: { id: here.userId } });
    return outcome;
  };
  expect(await outcomeAt(begins - 1)).toBe("not-yet-valid");
  expect(await outcomeAt(begins + 2 * stepMs)).toBe("wrong-code");
  expect(await outcomeAt(begins + 2 * stepMs - 1)).toBe("signed-in");
});

test("no part of a code, and nothing that looks like it, passes for it", {
  tags: ["AT-28", "R24", "R81"],
}, async () => {
  const { world, admin, userId, rightCode } = here;
  const { code } = rightCode().body;
  const digits = Array.from("0123456789");
  const looksLikeIt = [code.slice(1), code.slice(0, 5), `0${code}`, `${code}0`, `+${code}`, `${code}.0`];
  for (const text of [...digits, ...looksLikeIt, code + code, "-", "null", "[]"]) {
    const browser = await loggedIn(world, ursula);
    await admin.get(unlockUser, { params: { id: userId } });
    const refusal = await browser.refusal(contract.submitPasscode, passcode(text));
    expect([text, refusal.code]).toEqual([text, "invalid-request"]);
  }
  await admin.get(unlockUser, { params: { id: userId } });
  expect(await outcomeOf(code)).toBe("signed-in");
});

test("every secret has 160 bits, and no two are alike", { tags: ["AT-29", "R23", "R91"] }, async () => {
  await using fresh = await scene();
  await requireMfa(fresh.admin, fresh.userId);
  const secrets = new Set<string>();
  for (let time = 0; time < 20; time++) {
    const browser = await loggedIn(fresh.world, ursula);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    expect(fromBase32(secret)).toHaveLength(20);
    secrets.add(secret);
  }
  expect(secrets.size).toBe(20);
});

test("a used code stays used for as long as its window is open, and beyond", {
  tags: ["AT-30", "R21"],
}, async () => {
  const { world, rightCode } = here;
  const began = world.clock.now();
  const { code } = rightCode().body;
  expect(await outcomeOf(code)).toBe("signed-in");
  for (const later of [1, 29_999, 30_000, 59_999]) {
    await world.pass(began + later - world.clock.now());
    expect([later, await outcomeOf(code)]).toEqual([later, "replayed"]);
  }
  // After two days the clock is set back. The server must still refuse the used code.
  await world.pass(2 * day);
  world.clock.turnTo(began + second);
  expect(await outcomeOf(code)).toBe("replayed");
});

test("the code that confirmed set-up does not sign in, in its window neither", {
  tags: ["AT-23", "AT-30"],
}, async () => {
  await using fresh = await scene();
  const { world, admin, userId } = fresh;
  await requireMfa(admin, userId);
  const secret = await enrol(await loggedIn(world, ursula), world.clock);
  const confirmedWith = passcode(codeFor(secret, world.clock.now()));
  for (const later of [0, remainingMs(world.clock.now())]) {
    world.clock.turnTo(world.clock.now() + later);
    const browser = await loggedIn(world, ursula);
    expect((await browser.refusal(contract.submitPasscode, confirmedWith)).code).toBe("replayed");
  }
});
