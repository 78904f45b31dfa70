import type { provePasscode } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { insist } from "../ledger.ts";
import type { CountedMethod } from "../member.ts";
import { type Here, sessionIn } from "../town.ts";
import { anyTab, anyVisit, caller, member, type Tab, type Visit } from "./caller.ts";
import { anyCode, type CodeKind, checkAttempt, codeFor, countOf } from "./codes.ts";

/** After this many wrong passwords, the server is allowed to delay even the right password. */
const mayHaveToWait = 10;

const opened = { proof: "password", hasLink: false, isBoundLate: false } as const;

export const password = action<Visit & { isRight: boolean }>(
  "givePassword",
  {
    ...anyVisit,
    isRight: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
  },
  async (here, { browser: at, who, isRight }) => {
    const { ledger, town } = here;
    const owner = ledger.member(who);
    const { page, params, former } = await caller(here, { browser: at, realm: owner.realm });
    const now = town.world.clock.now();
    const standing = owner.standing(now);
    const body = { login: owner.login, password: isRight ? owner.password : "not the right one" };
    const answer = await page.ask(contract.submitPassword, { params, body });
    if (!answer.ok) {
      // The server treats the right password of a suspended account as wrong.
      if (!isRight || owner.isSuspended) ledger.wrongPasswords++;
      const isExpected = !isRight || owner.isSuspended || ledger.wrongPasswords >= mayHaveToWait;
      insist(isExpected, `a right password was refused: ${answer.problem.code}`);
      return;
    }
    insist(isRight && !owner.isSuspended, "a password was accepted that is wrong, or of a suspended account");
    insist(answer.reply.at === standing, `a right password leads to ${answer.reply.at}, not to ${standing}`);
    ledger.reach(`right password: ${standing}`, owner);
    if (standing === "locked") {
      owner.isLocked = true;
      return;
    }
    if (former !== undefined) ledger.formerTokens.add(former);
    const session = await sessionIn(town, page, params.realm);
    insist(session?.account_id === owner.id, "a right password opened no session of the account");
    const hasArrived = standing === "signed-in";
    ledger.sessions.set(session.id, { ...opened, owner, provedAt: now, hasArrived });
  },
);

export async function givePasscode(
  here: Here,
  { tab, kind }: { tab: Tab; kind: CodeKind },
  endpoint: typeof contract.submitPasscode | typeof provePasscode,
): Promise<void> {
  const { ledger, town } = here;
  const { page, params, former, session, owner } = await caller(here, tab);
  const now = town.world.clock.now();
  const code = codeFor(ledger, owner, kind, now);
  const before = await countOf(town.world, owner, "totp");
  const answer = await page.ask(endpoint, { params, body: { code } });
  if (!session) return insist(!answer.ok, "a passcode was accepted without a session");
  await checkAttempt(here, before, { owner, method: "totp", problem: answer.ok ? null : answer.problem });
  if (!answer.ok) return;
  ledger.spendCode(owner.apps.keys(), code, now);
  owner.lastCode = code;
  prove(here, session.id, former, "totp");
}

export const passcode = action<{ tab: Tab; kind: CodeKind }>(
  "givePasscode",
  { tab: anyTab, kind: anyCode },
  (here, given) => givePasscode(here, given, contract.submitPasscode),
);

export const recoveryCode = action<{ tab: Tab; isUsed: boolean }>(
  "giveRecoveryCode",
  { tab: anyTab, isUsed: fc.boolean() },
  async (here, { tab, isUsed }) => {
    const { ledger, town } = here;
    const { page, params, former, session, owner } = await caller(here, tab);
    const [unused] = owner.recoveryCodes;
    const code = (isUsed ? owner.usedRecoveryCodes.at(-1) : unused) ?? "AAAA-AAAA-AAAA-AAAA";
    const before = await countOf(town.world, owner, "recovery-code");
    const answer = await page.ask(contract.submitRecoveryCode, { params, body: { code } });
    if (!session) return insist(!answer.ok, "a recovery code was accepted without a session");
    await checkAttempt(here, before, {
      owner,
      method: "recovery-code",
      problem: answer.ok ? null : answer.problem,
    });
    if (!answer.ok) return;
    ledger.spendRecoveryCode(owner, code);
    prove(here, session.id, former, "recovery-code");
  },
);

export const passkey = action<{ tab: Tab; whose: number; isAlone: boolean }>(
  "givePasskey",
  { tab: anyTab, whose: member, isAlone: fc.boolean() },
  async (here, { tab, whose, isAlone }) => {
    const { ledger, town } = here;
    const { page, params, former, session, owner } = await caller(here, tab);
    const holder = isAlone || !session ? ledger.member(whose) : owner;
    const [key] = holder.passkeys.keys();
    if (!key) return;
    const asks = isAlone ? contract.askForAnyPasskey : contract.askForOwnPasskey;
    const challenge = await page.ask(asks, { params });
    if (!challenge.ok) return;
    const answers = isAlone ? contract.signInWithPasskey : contract.submitPasskey;
    const answer = await page.ask(answers, { params, body: { assertion: key.respond(challenge.reply) } });
    if (!answer.ok || answer.reply.at === "locked") return;
    insist(!holder.isSuspended, "a passkey of a suspended account was accepted");
    const arrived = await sessionIn(town, page, params.realm);
    insist(arrived?.account_id === holder.id, "a passkey opened a session of another account");
    insist(tab.realm === holder.realm, "a passkey of one realm was accepted in the other");
    ledger.sessions.set(arrived.id, { ...opened, owner: holder, provedAt: 0, hasArrived: false });
    ledger.reach(isAlone ? "passkey alone: accepted" : "passkey: accepted", holder);
    prove(here, arrived.id, former);
  },
);

export const leave = action<{ tab: Tab }>("leave", { tab: anyTab }, async (here, { tab }) => {
  const { page, params, former } = await caller(here, tab);
  await page.get(contract.leave, { params });
  if (former !== undefined) here.ledger.formerTokens.add(former);
});

/**
 * Notes a new factor. Usually the session then counts as proved by this factor. But a session that was completed with
 * only the password doesn't count as proved.
 */
export function bound(
  here: Here,
  sessionId: string,
  formerToken: string | undefined,
  ...forgets: CountedMethod[]
): void {
  const known = here.ledger.sessions.get(sessionId);
  if (known?.proof !== "password" || !known.hasArrived) {
    prove(here, sessionId, formerToken, ...forgets);
    return;
  }
  known.isBoundLate = true;
  here.ledger.reach("factors bound late", known.owner);
  for (const method of forgets) here.ledger.mayReset.add(`${known.owner.id}/${method}`);
  if (formerToken !== undefined) here.ledger.formerTokens.add(formerToken);
}

/**
 * Notes that the session has proved a factor. From then on, the former token must not work, and the
 * counters of wrong codes may decrease for the methods in `forgets`.
 */
function prove(
  { ledger, town }: Here,
  sessionId: string,
  formerToken: string | undefined,
  ...forgets: CountedMethod[]
): void {
  const known = ledger.sessions.get(sessionId);
  insist(known !== undefined, "a proof was accepted in a session from nowhere");
  ledger.reach("proofs of a factor", known.owner);
  known.proof = "factor";
  known.provedAt = town.world.clock.now();
  for (const method of forgets) ledger.mayReset.add(`${known.owner.id}/${method}`);
  if (formerToken !== undefined) ledger.formerTokens.add(formerToken);
}

export const signingIn: AnyAction[] = [password, password, passcode, passcode, recoveryCode, passkey, leave];
