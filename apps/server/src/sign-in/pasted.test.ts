import * as registration from "@sallyport/contract/authenticator";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authenticatorOrigin } from "../../lab/simulation/browser.ts";
import { ada, asUser, codeFor, loggedIn, turnToNextCode, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const inArabicDigits = (code: string) =>
  code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
const inFullWidth = (code: string) =>
  code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const wrongCodes = () => here.world.parts.database.selectFrom("wrong_codes").selectAll().execute();
const failures = async () =>
  (await here.world.parts.database.selectFrom("audit_events").select("outcome").execute()).filter(
    ({ outcome }) => outcome === "failure",
  );

test.for([
  ["user", "\u200bursula\u200b"],
  ["user", "\u202aursula@example.com\u202c"],
  ["user", "ｕｒｓｕｌａ"],
  ["administrator", "\u2066ada@example.com\u2069"],
  ["administrator", "ada＠example.com\ufeff"],
] as const)("a login of a %s is found when it is pasted as %j", async ([realm, login]) => {
  const { password } = realm === "user" ? ursula : ada;
  const answer = await here.world
    .browser()
    .ask(contract.submitPassword, { params: { realm }, body: { login, password } });
  expect(answer.ok).toBe(true);
});

test.for([
  ["with a hyphen", (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
  ["in groups", (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
  ["in full width", inFullWidth],
  ["in Arabic-Indic digits", inArabicDigits],
  ["with direction marks", (code: string) => `\u200e${code}\u200e`],
] as const)("a code typed %s is right at the second step and at a fresh proof", async ([, typed]) => {
  const browser = await loggedIn(here.world, ursula);
  const { code } = here.rightCode().body;
  expect(await browser.get(contract.submitPasscode, passcode(typed(code)))).toMatchObject({
    at: "signed-in",
  });
  turnToNextCode(here.world.clock);
  const next = typed(codeFor(here.secret, here.world.clock.now()));
  expect(await browser.get(security.provePasscode, passcode(next))).toEqual({});
});

describe("a slip is refused as malformed and not counted as wrong", () => {
  const slips = ["12345", "1234567", "12345a", "۱۲۳", "-"];

  test("at the second step, at a fresh proof and at set-up", async () => {
    const waiting = await loggedIn(here.world, ursula);
    const browser = await here.arrived();
    const before = await failures();
    for (const slip of slips) {
      expect((await waiting.refusal(contract.submitPasscode, passcode(slip))).code).toBe("invalid-request");
      expect((await browser.refusal(security.provePasscode, passcode(slip))).code).toBe("invalid-request");
      const setUp = { ...asUser, body: { name: "Phone", code: slip } };
      expect((await browser.refusal(security.confirmApp, setUp)).code).toBe("invalid-request");
    }
    expect(await wrongCodes()).toEqual([]);
    expect(await failures()).toEqual(before);
  });

  test("in a recovery code", async () => {
    const { codes } = await (await here.arrived()).get(security.makeRecoveryCodes, asUser);
    const waiting = await loggedIn(here.world, ursula);
    for (const slip of [codes[0]?.slice(1) ?? "", `${codes[0]}x`, "пппп-0000-0000-0000"]) {
      const refusal = await waiting.refusal(contract.submitRecoveryCode, passcode(slip));
      expect(refusal).toMatchObject({ code: "invalid-request", fields: [{ path: "code" }] });
    }
    expect(await wrongCodes()).toEqual([]);
    const typed = `\u200b${inFullWidth(codes[0]?.replaceAll("-", "–") ?? "")}`;
    expect(await waiting.get(contract.submitRecoveryCode, passcode(typed))).toMatchObject({
      at: "signed-in",
    });
  });

  test("in the code from the mail that verifies an address", async () => {
    const app = here.world.browser({ origin: authenticatorOrigin });
    await app.get(registration.register, { body: { email: "ursula@example.com" } });
    await here.world.pass(0);
    const [code = ""] = /\b\d{8}\b/.exec(here.world.mails.at(-1)?.text ?? "") ?? [];
    for (const slip of [code.slice(1), `${code}0`, "1234567x"]) {
      const refusal = await app.refusal(registration.verifyByCode, { body: { code: slip } });
      expect(refusal.code).toBe("invalid-request");
    }
    expect(await app.get(registration.registration, {})).toMatchObject({ at: "waiting", triesLeft: 5 });
    const typed = `${inArabicDigits(code.slice(0, 4))}-${inFullWidth(code.slice(4))}`;
    expect(await app.get(registration.verifyByCode, { body: { code: typed } })).toMatchObject({
      at: "verified",
    });
  });
});
