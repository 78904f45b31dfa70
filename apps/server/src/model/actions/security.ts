import * as contract from "@sallyport/contract/security";
import * as fc from "fast-check";
import { asUser } from "../../simulation/people.ts";
import { SoftPasskey } from "../../simulation/soft-passkey.ts";
import { type AnyAction, action } from "../action.ts";
import { codeOf, insist } from "../ledger.ts";
import { cookie } from "../town.ts";
import { codeFor, countOf, judge } from "./codes.ts";
import { insistOnFreshProof } from "./proving.ts";
import { bindNewApp, newPasskeyId } from "./setting-up.ts";
import { prove } from "./signing-in.ts";
import { browser, visitor } from "./visitor.ts";

export const addApp = action<{ browser: number; isRight: boolean }>(
  "addApp",
  { browser, isRight: fc.boolean() },
  async (here, { browser: index, isRight }) => {
    const { ledger, town } = here;
    const visiting = await visitor(here, index);
    const { page, session, owner } = visiting;
    const shown = await page.ask(contract.beginApp, asUser);
    if (!shown.ok) return;
    insistOnFreshProof(here, visiting);
    ledger.insistOnLink(owner, session?.id);
    const { secret } = shown.reply;
    ledger.pending.set(`${index}/${owner.id}`, secret);
    const now = town.world.clock.now();
    const code = isRight ? codeOf(secret, now) : codeFor(ledger, owner, "right", now);
    const before = await countOf(town.world, owner, "totp-set-up");
    const former = page.cookies.get(cookie);
    const answer = await page.ask(contract.confirmApp, { ...asUser, body: { name: "Another", code } });
    await judge(here, before, { owner, method: "totp-set-up", problem: answer.ok ? null : answer.problem });
    if (!answer.ok || !session) return;
    ledger.spendCode([secret], code, now);
    await bindNewApp(here, index, secret);
    prove(here, session.id, former, "totp", "totp-set-up");
  },
);

const addPasskey = action<{ browser: number }>(
  "addPasskey",
  { browser },
  async (here, { browser: index }) => {
    const visiting = await visitor(here, index);
    const { page, session, owner } = visiting;
    const question = await page.ask(contract.askForNewPasskey, asUser);
    if (!question.ok || !session) return;
    const key = new SoftPasskey();
    const former = page.cookies.get(cookie);
    const body = { name: "A passkey", registration: key.make(question.reply) };
    const answer = await page.ask(contract.addPasskey, { ...asUser, body });
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    here.ledger.insistOnLink(owner, session.id);
    owner.passkeys.set(key, await newPasskeyId(here, key));
    prove(here, session.id, former, "totp", "totp-set-up");
  },
);

export const removeFactor = action<{ browser: number; isApp: boolean }>(
  "removeFactor",
  { browser, isApp: fc.boolean() },
  async (here, { browser: index, isApp }) => {
    const { ledger } = here;
    const visiting = await visitor(here, index);
    const { page, owner } = visiting;
    const [app] = owner.apps;
    const [passkey] = owner.passkeys;
    const id = (isApp ? app : passkey)?.[1];
    if (id === undefined) return;
    const former = page.cookies.get(cookie);
    const params = { realm: "user", id } as const;
    const answer = await page.ask(isApp ? contract.removeApp : contract.removePasskey, { params });
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    if (former !== undefined && page.cookies.get(cookie) !== former) ledger.formerTokens.add(former);
    if (isApp && app) {
      owner.apps.delete(app[0]);
      owner.formerApps.push(app[0]);
    } else if (passkey) owner.passkeys.delete(passkey[0]);
    insist(!owner.isRequired || owner.isEnrolled, "somebody removed the last factor that they must have");
    if (owner.isEnrolled) return;
    owner.loseFactors();
    ledger.mayResetAll(owner);
  },
);

export const makeRecoveryCodes = action<{ browser: number }>(
  "makeRecoveryCodes",
  { browser },
  async (here, { browser: index }) => {
    const visiting = await visitor(here, index);
    const { page, owner } = visiting;
    const answer = await page.ask(contract.makeRecoveryCodes, asUser);
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    insist(owner.isEnrolled, "recovery codes were made without a factor that they stand in for");
    owner.usedRecoveryCodes.push(...owner.recoveryCodes);
    owner.recoveryCodes.clear();
    for (const code of answer.reply.codes) owner.recoveryCodes.add(code);
    owner.waits.delete("recovery-code");
    here.ledger.mayReset.add(`${owner.id}/recovery-code`);
  },
);

const changePassword = action<{ browser: number; isRight: boolean }>(
  "changePassword",
  { browser, isRight: fc.boolean() },
  async (here, { browser: index, isRight }) => {
    const visiting = await visitor(here, index);
    const { page, owner } = visiting;
    const former = page.cookies.get(cookie);
    const present = isRight ? owner.password : "not the right one";
    const next = `${owner.login} likes ${owner.password.length} green lamps`;
    const answer = await page.ask(contract.changePassword, { ...asUser, body: { present, next } });
    if (!isRight) here.ledger.wrongPasswords++;
    if (!answer.ok) return;
    insistOnFreshProof(here, visiting);
    insist(isRight, "a password was changed without the present one");
    owner.password = next;
    if (former !== undefined && page.cookies.get(cookie) !== former) here.ledger.formerTokens.add(former);
  },
);

const endOthers = action<{ browser: number }>("endOthers", { browser }, async (here, { browser: index }) => {
  const { page, session, owner } = await visitor(here, index);
  const answer = await page.ask(contract.endOtherSessions, asUser);
  if (!answer.ok) return;
  const { database } = here.town.world.parts;
  const left = await database
    .selectFrom("sessions")
    .select("id")
    .where("account_id", "=", owner.id)
    .execute();
  insist(left.length === 1 && left[0]?.id === session?.id, "other sessions were ended, and one was not");
});

export const security: AnyAction[] = [
  addApp,
  addPasskey,
  removeFactor,
  makeRecoveryCodes,
  changePassword,
  endOthers,
];
