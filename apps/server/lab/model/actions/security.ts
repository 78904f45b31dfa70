import * as contract from "@sallyport/contract/security";
import * as fc from "fast-check";
import { SoftPasskey } from "../../simulation/soft-passkey.ts";
import { type AnyAction, action } from "../action.ts";
import { codeOf, insist } from "../ledger.ts";
import { sessionIdsOf } from "../town.ts";
import { anyTab, caller, type Tab } from "./caller.ts";
import { checkAttempt, codeFor, countOf } from "./codes.ts";
import { insistOnFreshProof } from "./proving.ts";
import { bindNewApp, newPasskeyId } from "./setting-up.ts";
import { bound } from "./signing-in.ts";

export const addApp = action<{ tab: Tab; isRight: boolean }>(
  "addApp",
  { tab: anyTab, isRight: fc.boolean() },
  async (here, { tab, isRight }) => {
    const { ledger, town } = here;
    const visiting = await caller(here, tab);
    const { page, params, former, session, owner } = visiting;
    const shown = await page.ask(contract.beginApp, { params });
    if (!shown.ok) return;
    insistOnFreshProof(here, visiting);
    ledger.insistOnLink(owner, session?.id);
    const { secret } = shown.reply;
    ledger.pending.set(`${tab.browser}/${owner.id}`, secret);
    const now = town.world.clock.now();
    const code = isRight ? codeOf(secret, now) : codeFor(ledger, owner, "right", now);
    const before = await countOf(town.world, owner, "totp-set-up");
    const answer = await page.ask(contract.confirmApp, { params, body: { name: "Another", code } });
    await checkAttempt(here, before, {
      owner,
      method: "totp-set-up",
      problem: answer.ok ? null : answer.problem,
    });
    if (!answer.ok || !session) return;
    ledger.spendCode([secret], code, now);
    await bindNewApp(here, owner, secret);
    bound(here, session.id, former, "totp", "totp-set-up");
  },
);

const addPasskey = action<{ tab: Tab }>("addPasskey", { tab: anyTab }, async (here, { tab }) => {
  const visiting = await caller(here, tab);
  const { page, params, former, session, owner } = visiting;
  const challenge = await page.ask(contract.askForNewPasskey, { params });
  if (!challenge.ok || !session) return;
  const key = new SoftPasskey();
  const body = { name: "A passkey", registration: key.make(challenge.reply) };
  const answer = await page.ask(contract.addPasskey, { params, body });
  if (!answer.ok) return;
  insistOnFreshProof(here, visiting);
  here.ledger.insistOnLink(owner, session.id);
  owner.passkeys.set(key, await newPasskeyId(here, owner, key));
  bound(here, session.id, former, "totp", "totp-set-up");
});

export const removeFactor = action<{ tab: Tab; isApp: boolean }>(
  "removeFactor",
  { tab: anyTab, isApp: fc.boolean() },
  async (here, { tab, isApp }) => {
    const { ledger } = here;
    const visiting = await caller(here, tab);
    const { page, params, cookie, former, owner } = visiting;
    const [app] = owner.apps;
    const [passkey] = owner.passkeys;
    const id = (isApp ? app : passkey)?.[1];
    if (id === undefined) return;
    const endpoint = isApp ? contract.removeApp : contract.removePasskey;
    const answer = await page.ask(endpoint, { params: { ...params, id } });
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    if (former !== undefined && page.cookies.get(cookie) !== former) ledger.formerTokens.add(former);
    if (isApp && app) {
      owner.apps.delete(app[0]);
      owner.formerApps.push(app[0]);
    } else if (passkey) owner.passkeys.delete(passkey[0]);
    insist(
      !owner.isRequired || owner.isEnrolled,
      "a user removed their last factor although MFA is required",
    );
    if (owner.isEnrolled) return;
    owner.loseFactors();
    ledger.mayResetAll(owner);
  },
);

export const makeRecoveryCodes = action<{ tab: Tab }>(
  "makeRecoveryCodes",
  { tab: anyTab },
  async (here, { tab }) => {
    const visiting = await caller(here, tab);
    const { page, params, owner } = visiting;
    const answer = await page.ask(contract.makeRecoveryCodes, { params });
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    insist(owner.isEnrolled, "recovery codes were made without a factor that they replace");
    owner.usedRecoveryCodes.push(...owner.recoveryCodes);
    owner.recoveryCodes.clear();
    for (const code of answer.reply.codes) owner.recoveryCodes.add(code);
    owner.waits.delete("recovery-code");
    here.ledger.mayReset.add(`${owner.id}/recovery-code`);
  },
);

const changePassword = action<{ tab: Tab; isRight: boolean }>(
  "changePassword",
  { tab: anyTab, isRight: fc.boolean() },
  async (here, { tab, isRight }) => {
    const visiting = await caller(here, tab);
    const { page, params, cookie, former, owner } = visiting;
    const present = isRight ? owner.password : "not the right one";
    const next = `${owner.name} likes ${owner.password.length} green lamps`;
    const answer = await page.ask(contract.changePassword, { params, body: { present, next } });
    if (!isRight) here.ledger.wrongPasswords++;
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    insist(isRight, "a password was changed without the present one");
    owner.password = next;
    if (former !== undefined && page.cookies.get(cookie) !== former) here.ledger.formerTokens.add(former);
  },
);

const endOthers = action<{ tab: Tab }>("endOthers", { tab: anyTab }, async (here, { tab }) => {
  const { page, params, session, owner } = await caller(here, tab);
  const answer = await page.ask(contract.endOtherSessions, { params });
  if (!answer.ok) return;
  const left = await sessionIdsOf(here.town, owner);
  insist(left.length === 1 && left[0] === session?.id, "other sessions were ended, and one was not");
});

export const security: AnyAction[] = [
  addApp,
  addPasskey,
  removeFactor,
  makeRecoveryCodes,
  changePassword,
  endOthers,
];
