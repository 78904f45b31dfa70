import { register, verifyByCode } from "@sallyport/contract/authenticator";
import { home } from "@sallyport/contract/home";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import { makeRecoveryCodes } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { issueBypassCode } from "@sallyport/contract/user-security";
import { addUser } from "@sallyport/contract/users";
import { day } from "../../src/core/clock.ts";
import { authenticatorOrigin, type Browser } from "./browser.ts";
import { settle, type Town } from "./contract-requests.ts";
import { addOwnPasskey, challengeAtSecondStep } from "./passkey-ceremonies.ts";
import { vera } from "./passkey-scene.ts";
import { asUser, codeFor, enrol, loggedIn, turnToNextCode, ursula } from "./people.ts";
import type { Person } from "./simulated-app.ts";
import { SoftPasskey } from "./soft-passkey.ts";

const walt: Person = { realm: "user", login: "walt", password: "walt's own long phrase" };
const xenia: Person = { realm: "user", login: "xenia", password: "xenia's own long phrase" };
const zoe: Person = { realm: "user", login: "zoe", password: "zoe's own long phrase" };

type Place =
  | "at set-up"
  | "at set-up without its link"
  | "in days of grace"
  | "at the second factor"
  | "at the end of set-up"
  | "at the end of set-up, with codes"
  | "an app that waits"
  | "an app that is registered";

export interface TownOnTheWay extends Town {
  waiting: Record<Place, Browser>;
  right: Record<"token" | "code" | "assertion" | "registration" | "set", unknown[]>;
}

const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? "";
const codeIn = (mail: string) => /\b\d{4} ?\d{4}\b/.exec(mail)?.[0] ?? "";

export async function settleOnTheWay(): Promise<TownOnTheWay> {
  const town = await settle({ fixedSettings: { bypassCodes: true } });
  const { world, admin } = town;
  const { database, afterReply, outbox } = world.parts;
  for (const who of [vera, walt, xenia, zoe]) await world.addAccount(who);
  const now = world.clock.now();
  await database
    .updateTable("accounts")
    .set({ mfa_required: 1, mfa_required_at: now, enrol_by: now + 7 * day })
    .where("username", "in", [vera.login, walt.login, xenia.login, zoe.login])
    .execute();

  const phone = await loggedIn(world, vera);
  const secret = await enrol(phone, world.clock);
  const passkey = new SoftPasskey();
  await addOwnPasskey(phone, passkey);
  const { codes: recoveryCodes } = await phone.get(makeRecoveryCodes, asUser);
  const params = { id: (await phone.get(home, {})).me.id };
  const bypass = await admin.get(issueBypassCode, { params, body: { hours: 24 } });
  turnToNextCode(world.clock);
  const atSecondFactor = await loggedIn(world, vera);

  const atSetUp = await loggedIn(world, walt);
  const shown = await atSetUp.get(contract.beginSetUp, asUser);
  const inGrace = await loggedIn(world, walt);
  await inGrace.get(contract.postponeSetUp, asUser);
  const code = (of: string) => codeFor(of, world.clock.now());
  const atTheEnd = await loggedIn(world, xenia);
  const withCodes = await loggedIn(world, zoe);
  for (const browser of [atTheEnd, withCodes]) {
    const pending = await browser.get(contract.beginSetUp, asUser);
    await browser.get(contract.confirmSetUp, { ...asUser, body: { code: code(pending.secret) } });
  }
  const { set } = await withCodes.get(contract.makeFirstRecoveryCodes, asUser);

  /** The server queues the mail after its reply, so this function waits for the mail. */
  const mailed = async () => {
    await afterReply.settled();
    await outbox.deliverDue();
    return world.mails.at(-1)?.text ?? "";
  };
  world.parts.isSetUpLinkNeeded = true;
  const withoutLink = await loggedIn(world, walt);
  await withoutLink.get(contract.sendSetUpLinkAgain, asUser);
  const setUpLink = tokenIn(await mailed());
  await loggedIn(world, ursula);
  const report = tokenIn(await mailed());
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: ursula.login } });
  const reset = tokenIn(await mailed());
  await admin.get(addUser, { body: { username: "yara", email: "yara@example.com", name: "Yara" } });
  const invitation = tokenIn(await mailed());
  const app = world.browser({ origin: authenticatorOrigin });
  await app.get(register, { body: { email: "ursula@example.com" } });
  const verification = await mailed();
  const registered = world.browser({ origin: authenticatorOrigin });
  await registered.get(register, { body: { email: "vera@example.com" } });
  await registered.get(verifyByCode, { body: { code: codeIn(await mailed()) } });

  return {
    ...town,
    waiting: {
      "at set-up": atSetUp,
      "at set-up without its link": withoutLink,
      "in days of grace": inGrace,
      "at the second factor": atSecondFactor,
      "at the end of set-up": atTheEnd,
      "at the end of set-up, with codes": withCodes,
      "an app that waits": app,
      "an app that is registered": registered,
    },
    right: {
      token: [setUpLink, report, reset, invitation, tokenIn(verification)],
      code: [code(secret), code(shown.secret), recoveryCodes[0], bypass.code, codeIn(verification)],
      assertion: [passkey.respond(await challengeAtSecondStep(atSecondFactor))],
      registration: [new SoftPasskey().make(await atSetUp.get(contract.askForSetUpPasskey, asUser))],
      set: [set],
    },
  };
}
