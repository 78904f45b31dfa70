import { listActivity } from "@sallyport/contract/activity";
import * as administrators from "@sallyport/contract/administrators";
import { submitPasscode } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { codeFor, enrol, grace, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { day, minute, second } from "../core/clock.ts";

let here: EnrolledScene;
let rightTime: number;
let ahead: number;
let params: { id: string };

/** Ursula logs in twice while the clocks of the server and of her app are thirty days ahead. */
beforeEach(async () => {
  here = await enrolledScene();
  params = { id: here.userId };
  const { clock } = here.world;
  rightTime = clock.now();
  clock.turnTo(rightTime + 30 * day);
  await here.arrived();
  await here.arrived();
  ahead = clock.now();
  clock.turnTo(rightTime + minute);
});
afterEach(() => here[Symbol.asyncDispose]());

const shown = (console: Browser) => console.get(users.showUser, { params });
const clear = (console: Browser) => console.get(users.acceptUserCodes, { params });
const code = (at: number) =>
  ({ params: { realm: "user" }, body: { code: codeFor(here.secret, at) } }) as const;
async function answerAt(at: number, given = at): Promise<string> {
  here.world.clock.turnTo(at);
  const browser = await loggedIn(here.world, ursula);
  const answer = await browser.ask(submitPasscode, code(given));
  return answer.ok ? answer.reply.at : answer.problem.code;
}
const now = () => here.world.clock.now();

test("who logs in with a right code then is told the truth, and no wrong code is counted", async () => {
  for (let time = 0; time < 7; time++) expect(await answerAt(now() + 30 * second)).toBe("used-ahead");
  expect((await shown(here.admin)).locks.map(({ reason }) => reason)).toEqual(["codes-ahead"]);
});

test("a wrong code is told as a wrong one all the same", async () => {
  const browser = await loggedIn(here.world, ursula);
  expect((await browser.refusal(submitPasscode, here.wrongCode())).code).toBe("wrong-code");
});

test("the console says what keeps the user out, and until when", async () => {
  const [lock] = (await shown(here.admin)).locks;
  const nextStep = Math.floor(ahead / 30_000) * 30_000 + 30_000;
  expect(lock).toEqual({
    reason: "codes-ahead",
    since: null,
    liftsAt: new Date(nextStep).toISOString(),
    source: null,
  });
});

test("an administrator clears it without a reset: the next code is accepted, and the factor stays", async () => {
  const user = await clear(here.admin);
  expect(user).toMatchObject({ locks: [], mfa: { isEnrolled: true } });
  expect(await answerAt(now() + 30 * second)).toBe("signed-in");
});

test("clearing makes no code of now or before work again", async () => {
  const before = now();
  await clear(here.admin);
  expect(await answerAt(before)).toBe("replayed");
  expect(await answerAt(before, before - 30 * second)).toBe("replayed");
});

test("no code that was used ahead of the clock works when its time comes", async () => {
  await clear(here.admin);
  for (const used of [ahead - 30 * second, ahead]) {
    await here.world.pass(used - now());
    expect(await answerAt(used)).toBe("replayed");
  }
  expect(await answerAt(ahead + 30 * second)).toBe("signed-in");
});

test("the act is recorded, and the owner is told by mail who did it", async () => {
  await here.world.parts.outbox.deliverDue();
  here.world.mails.length = 0;
  await clear(here.admin);
  await here.world.parts.outbox.deliverDue();
  const { events } = await here.admin.get(listActivity, { query: {} });
  expect(events.find(({ kind }) => kind === "totp_codes_accepted_again")).toMatchObject({
    actor: "ada@example.com",
    subject: "ursula@example.com",
    detail: expect.stringMatching(/^codes counted as used until 2027-02-03T09:/) as string,
  });
  expect(here.world.mails).toMatchObject([
    { to: "ursula@example.com", subject: "Your passcodes work again" },
  ]);
  expect(here.world.mails[0]?.text).toContain("ada (ada@example.com), an administrator,");
});

test("where nothing is ahead there is nothing to clear", async () => {
  await clear(here.admin);
  expect((await here.admin.refusal(users.acceptUserCodes, { params })).code).toBe("already-done");
});

test("a clock that was ahead by a step or so locks no account", async () => {
  await clear(here.admin);
  expect(await answerAt(now() + minute)).toBe("signed-in");
  here.world.clock.turnTo(now() - 30 * second);
  expect((await shown(here.admin)).locks).toEqual([]);
});

describe("an administrator's codes", () => {
  let graceId: string;
  let secret: string;
  const find = async () => {
    const { administrators: list } = await here.admin.get(administrators.listAdministrators, {});
    return list.find(({ id }) => id === graceId)?.mfa.codesUsedUntil;
  };
  const answerOf = async () => {
    const browser = await loggedIn(here.world, grace);
    const body = { code: codeFor(secret, now()) };
    const answer = await browser.ask(submitPasscode, { params: { realm: "administrator" }, body });
    return answer.ok ? answer.reply.at : answer.problem.code;
  };

  beforeEach(async () => {
    graceId = (await here.world.addAccount(grace)).id;
    await here.admin.get(administrators.editAdministrator, {
      params: { id: graceId },
      body: { isMfaRequired: true },
    });
    secret = await enrol(await loggedIn(here.world, grace), here.world.clock, "administrator");
    const before = now();
    here.world.clock.turnTo(before + 30 * day);
    await answerOf();
    here.world.clock.turnTo(before + 30 * second);
  });

  test("are shown and cleared likewise, with their own event", async () => {
    expect(await answerOf()).toBe("used-ahead");
    expect(await find()).toMatch(/^2027-02-03T09:/);
    await here.admin.get(administrators.acceptAdministratorCodes, { params: { id: graceId } });
    expect(await find()).toBeNull();
    here.world.clock.turnTo(now() + 30 * second);
    expect(await answerOf()).toBe("signed-in");
    const { events } = await here.admin.get(listActivity, { query: {} });
    expect(events.map(({ kind }) => kind)).toContain("admin_totp_codes_accepted_again");
  });

  test("are not cleared by themselves", async () => {
    const { administrators: list } = await here.admin.get(administrators.listAdministrators, {});
    const id = list.find(({ isMe }) => isMe)?.id ?? "";
    expect((await here.admin.refusal(administrators.acceptAdministratorCodes, { params: { id } })).code).toBe(
      "forbidden",
    );
  });
});

test("clearing takes a fresh second factor", async () => {
  here.world.clock.turnTo(now() + 11 * minute);
  expect((await here.admin.refusal(users.acceptUserCodes, { params })).code).toBe(
    "insufficient-user-authentication",
  );
});
