import { listActivity } from "@sallyport/contract/activity";
import { sentenceOf } from "@sallyport/contract/activity-sentences";
import { submitPassword } from "@sallyport/contract/sign-in";
import * as contract from "@sallyport/contract/user-security";
import { setUserState } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loggedIn, proven, requireMfa, ursula } from "../../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../../lab/simulation/scene.ts";
import { hour } from "../../core/clock.ts";
import { storeSetting } from "../../settings/settings.repository.ts";
import { endBypassCodesIfOff } from "./end-bypass-codes.ts";

let here: EnrolledScene;
let params: { id: string };
beforeEach(async () => {
  here = await enrolledScene({ fixedSettings: { bypassCodes: true } });
  params = { id: here.userId };
});
afterEach(() => here[Symbol.asyncDispose]());

const issue = (id = here.userId, hours: 1 | 4 | 8 | 24 = 8) =>
  here.admin.ask(contract.issueBypassCode, { params: { id }, body: { hours } });
const shown = async () => (await here.admin.get(contract.showUserSecurity, { params })).bypassCodes;
const newestEvent = async () => (await here.admin.get(listActivity, { query: {} })).events[0];

test("a code of 80 bits is shown once, with its end, and the user is told", {
  tags: ["R13", "AT-95"],
}, async () => {
  const { world } = here;
  expect(await shown()).toEqual({ areAllowed: true, outstanding: null });
  const now = world.clock.now();
  const expiresAt = new Date(now + 8 * hour).toISOString();
  const answer = await issue();
  expect(answer).toMatchObject({ reply: { expiresAt } });
  const code = answer.ok ? answer.reply.code : "";
  expect(code).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  const outstanding = { issuedAt: new Date(now).toISOString(), issuedBy: "ada", expiresAt };
  expect(await shown()).toEqual({ areAllowed: true, outstanding });
  await world.parts.outbox.deliverDue();
  const mail = world.mails.at(-1);
  expect(mail).toMatchObject({
    to: "ursula@example.com",
    subject: "A one-time code was made for your account",
  });
  expect(mail?.text).not.toContain(code);
  expect(await newestEvent()).toMatchObject({
    kind: "user_bypass_code_create",
    by: { name: "ada" },
    to: { name: "Ursula" },
    detail: `until ${expiresAt}`,
  });
});

test("a code is withdrawn once, and the page then shows none", async () => {
  await issue();
  await here.admin.get(contract.withdrawBypassCode, { params });
  expect(await shown()).toMatchObject({ outstanding: null });
  expect(await newestEvent()).toMatchObject({ kind: "user_bypass_code_withdrawn", detail: "" });
  expect((await here.admin.refusal(contract.withdrawBypassCode, { params })).code).toBe("already-done");
});

test("an expired code isn't shown, and is deleted", async () => {
  await issue(here.userId, 1);
  await here.world.pass(hour / 2);
  expect(await shown()).toMatchObject({ outstanding: { issuedBy: "ada" } });
  here.world.clock.turnTo(here.world.clock.now() + hour / 2);
  expect(await shown()).toMatchObject({ outstanding: null });
  await here.world.pass(0);
  expect(await here.world.parts.database.selectFrom("bypass_codes").selectAll().execute()).toEqual([]);
});

test("a user without a second factor gets none, and sets up instead", { tags: ["AT-95"] }, async () => {
  const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
  const { id } = await here.world.addAccount(vera);
  await requireMfa(here.admin, id).catch(() => {});
  const refused = await issue(id);
  expect(refused).toMatchObject({ ok: false, problem: { code: "nothing-to-bypass" } });
});

test("a suspended user gets none, and neither does an administrator", { tags: ["AT-95"] }, async () => {
  await here.admin.get(setUserState, { params, body: { state: "suspended" } });
  expect(await issue()).toMatchObject({ problem: { code: "not-now" } });
  const { id } = await here.world.parts.database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .executeTakeFirstOrThrow();
  expect(await issue(id)).toMatchObject({ problem: { code: "not-found" } });
});

test("the help desk withdraws a code but can't issue one", { tags: ["AT-20", "AT-95"] }, async () => {
  const helper = { realm: "administrator", login: "helper", password: "a helper's own phrase" } as const;
  await here.world.addAccount({ ...helper, role: "help-desk" });
  const desk = await proven(here.world, helper);
  const { code } = await desk.refusal(contract.issueBypassCode, { params, body: { hours: 4 } });
  expect(code).toBe("forbidden");
  await issue();
  await desk.get(contract.withdrawBypassCode, { params });
});

test.for([0, 2, 25, 4.5, "4", null])("%j hours are refused", async (hours) => {
  const body = { hours: hours as 4 };
  const refused = await here.admin.refusal(contract.issueBypassCode, { params, body });
  expect(refused).toMatchObject({ code: "invalid-request", fields: [{ path: "hours" }] });
});

test("a server that starts with the setting off ends codes, and says so", async () => {
  const { world } = here;
  const { database, clock } = world.parts;
  await issue();
  await endBypassCodesIfOff(database, { areAllowed: true, now: clock.now() });
  expect(await shown()).toMatchObject({ outstanding: { issuedBy: "ada" } });
  await endBypassCodesIfOff(database, { areAllowed: false, now: clock.now() });
  expect(await shown()).toMatchObject({ outstanding: null });
  const event = await newestEvent();
  expect(event).toMatchObject({ kind: "user_bypass_code_withdrawn", by: null });
  const words = sentenceOf({
    ...event,
    kind: "user_bypass_code_withdrawn",
    by: null,
    to: {},
    outcome: "success",
    detail: event?.detail ?? "",
  });
  expect(words.at(-1)).toBe(" bypass code ended, because bypass codes were turned off");
});

test("a change of the setting on another server counts at once", { tags: ["AT-95"] }, async () => {
  await using other = await enrolledScene();
  const ask = { params: { id: other.userId }, body: { hours: 4 } } as const;
  const turn = (value: "true" | "false") =>
    storeSetting(other.world.parts.database, {
      name: "bypassCodes",
      value,
      changed_at: 0,
      changed_by: "Ada",
    });
  await turn("true");
  expect(await other.admin.ask(contract.issueBypassCode, ask)).toMatchObject({ ok: true });
  await other.world.pass(0);
  await turn("false");
  expect((await other.admin.refusal(contract.issueBypassCode, ask)).code).toBe("bypass-codes-off");
});

test("with the setting off, none is issued, and none is offered at login", { tags: ["AT-95"] }, async () => {
  await using off = await enrolledScene();
  const ask = { params: { id: off.userId }, body: { hours: 4 } } as const;
  expect((await off.admin.refusal(contract.issueBypassCode, ask)).code).toBe("bypass-codes-off");
  const browser = await loggedIn(off.world, ursula);
  const body = { login: "ursula", password: ursula.password };
  const next = await browser.get(submitPassword, { params: { realm: "user" }, body });
  expect(next).toMatchObject({ methods: ["totp"] });
});
