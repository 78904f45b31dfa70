import * as contract from "@sallyport/contract/sign-in";
import type { Browser } from "../../simulation/browser.ts";
import { SoftPasskey } from "../../simulation/soft-passkey.ts";
import { type AnyAction, action, type KnownAction } from "../action.ts";
import { codeOf, insist } from "../ledger.ts";
import type { Member } from "../member.ts";
import { browserAt, type Here, sessionIdsOf, type Town } from "../town.ts";
import { anyTab, caller, type Tab } from "./caller.ts";
import { anyCode, type CodeKind, checkAttempt, codeFor, countOf } from "./codes.ts";
import { bound } from "./signing-in.ts";

const tokenOf = ({ cookies }: Browser) => cookies.get("__Host-sallyport-browser");

export const begin = action<{ tab: Tab }>("beginSetUp", { tab: anyTab }, async (here, { tab }) => {
  const { page, params, session, owner } = await caller(here, tab);
  const answer = await page.ask(contract.beginSetUp, { params });
  if (!answer.ok) return here.ledger.reach(`beginning set-up: ${answer.problem.code}`, owner);
  insist(
    session !== undefined && !owner.isEnrolled,
    "set-up began with a factor bound, or without a session",
  );
  here.ledger.insistOnLink(owner, session.id);
  for (const [key, shown] of here.ledger.pending) {
    const [at = ""] = key.split("/");
    const isSameBrowser = tokenOf(browserAt(here.town, Number(at))) === tokenOf(page);
    insist(shown !== answer.reply.secret || isSameBrowser, "a secret was shown in two browsers");
  }
  here.ledger.pending.set(`${tab.browser}/${owner.id}`, answer.reply.secret);
});

export const confirm = action<{ tab: Tab; kind: CodeKind }>(
  "confirmSetUp",
  { tab: anyTab, kind: anyCode },
  async (here, { tab, kind }) => {
    const { ledger, town } = here;
    const { page, params, former, session, owner } = await caller(here, tab);
    const now = town.world.clock.now();
    const shown = ledger.pending.get(`${tab.browser}/${owner.id}`);
    const code = kind === "right" && shown ? codeOf(shown, now) : codeFor(ledger, owner, kind, now);
    const before = await countOf(town.world, owner, "totp-set-up");
    const answer = await page.ask(contract.confirmSetUp, { params, body: { code } });
    if (!session) return insist(!answer.ok, "a set-up was confirmed without a session");
    await checkAttempt(here, before, {
      owner,
      method: "totp-set-up",
      problem: answer.ok ? null : answer.problem,
    });
    if (!answer.ok) return;
    insist(!owner.isEnrolled, "set-up bound a factor beside another one");
    ledger.insistOnLink(owner, session.id);
    const secret = ledger.spendCode(shown === undefined ? [] : [shown], code, now);
    await bindNewApp(here, owner, secret);
    bound(here, session.id, former, "totp", "totp-set-up");
  },
);

export async function bindNewApp({ ledger, town }: Here, owner: Member, secret: string): Promise<void> {
  const rows = await town.world.parts.database
    .selectFrom("totp_factors")
    .select("id")
    .where("account_id", "=", owner.id)
    .where("state", "=", "confirmed")
    .execute();
  const fresh = rows.filter(({ id }) => ![...owner.apps.values()].includes(id));
  insist(fresh.length === 1 && fresh[0] !== undefined, "a confirmed set-up bound no app, or more than one");
  await insistOnOneSession(town, owner);
  ledger.reach("apps bound", owner);
  owner.apps.set(secret, fresh[0].id);
  owner.lastCode = codeOf(secret, town.world.clock.now());
  owner.waits.delete("totp");
  ledger.forgetPending(owner);
}

export const setUpPasskey = action<{ tab: Tab }>("setUpPasskey", { tab: anyTab }, async (here, { tab }) => {
  const { page, params, former, session, owner } = await caller(here, tab);
  const challenge = await page.ask(contract.askForSetUpPasskey, { params });
  if (!challenge.ok) return;
  const key = new SoftPasskey();
  const body = { name: "A passkey", registration: key.make(challenge.reply) };
  const answer = await page.ask(contract.setUpPasskey, { params, body });
  if (!answer.ok) return;
  insist(session !== undefined && !owner.isEnrolled, "set-up bound a passkey beside another factor");
  here.ledger.insistOnLink(owner, session.id);
  owner.passkeys.set(key, await newPasskeyId(here, owner, key));
  here.ledger.forgetPending(owner);
  bound(here, session.id, former, "totp", "totp-set-up");
});

/** A new factor must end all other sessions of the account (ASVS 7.4.3). */
async function insistOnOneSession(town: Town, owner: Member): Promise<void> {
  insist((await sessionIdsOf(town, owner)).length === 1, "other sessions outlived a new factor");
}

export async function newPasskeyId(
  { ledger, town }: Here,
  owner: Member,
  { credentialId }: SoftPasskey,
): Promise<string> {
  const row = await town.world.parts.database
    .selectFrom("passkeys")
    .select("id")
    .where("credential_id", "=", credentialId)
    .where("account_id", "=", owner.id)
    .executeTakeFirst();
  insist(row !== undefined, "an accepted passkey was not kept");
  ledger.reach("passkeys bound", owner);
  return row.id;
}

const steps = { postpone: contract.postponeSetUp, acknowledge: contract.acknowledgeSetUp } as const;

function plain(name: keyof typeof steps): KnownAction<{ tab: Tab }> {
  return action<{ tab: Tab }>(name, { tab: anyTab }, async (here, { tab }) => {
    const { page, params, former, session } = await caller(here, tab);
    const answer = await page.ask(steps[name], { params });
    if (!answer.ok) return;
    if (former !== undefined) here.ledger.formerTokens.add(former);
    const known = here.ledger.sessions.get(session?.id ?? "");
    if (known && name === "postpone") known.hasArrived = true;
  });
}

export const postpone = plain("postpone");
export const acknowledge = plain("acknowledge");

const resume = action<{ tab: Tab }>("resume", { tab: anyTab }, async (here, { tab }) => {
  const { page, params } = await caller(here, tab);
  await page.ask(contract.resumeSetUp, { params });
});

export const firstRecoveryCodes = action<{ tab: Tab }>(
  "makeFirstRecoveryCodes",
  { tab: anyTab },
  async (here, { tab }) => {
    const { page, params, owner } = await caller(here, tab);
    const answer = await page.ask(contract.makeFirstRecoveryCodes, { params });
    if (!answer.ok) return;
    insist(owner.isEnrolled, "recovery codes were made without a factor that they replace");
    insist(owner.recoveryCodes.size === 0, "recovery codes were replaced without a fresh proof");
    for (const code of answer.reply.codes) owner.recoveryCodes.add(code);
    here.ledger.mayReset.add(`${owner.id}/recovery-code`);
  },
);

export const settingUp: AnyAction[] = [
  begin,
  confirm,
  confirm,
  setUpPasskey,
  postpone,
  acknowledge,
  resume,
  firstRecoveryCodes,
];
