import type { WaitLimits } from "@sallyport/contract/settings/list";
import { record } from "../activity/activity.ts";
import { day, hour } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { ScopeName } from "../database/scope.ts";
import type { Visit } from "../http/visit.ts";
import type { Outbox } from "../mail/outbox.ts";
import { wrongPasswordsMail, wrongPasswordsOfManyMail } from "../mail/templates/attempts.ts";
import {
  type PasswordCounts,
  passwordCounts,
  type WrongPasswordsOfAccount,
} from "./password-counts.repository.ts";
import {
  isCountedAnew,
  isWaiting,
  isWaveBegun,
  waitAfterWrongPasswords,
  waitAfterWrongPasswordsOfAccount,
  waitAfterWrongPasswordsOfNetwork,
  withOneMore,
} from "./rules/lockout.ts";
import {
  forgetWrongPasswords,
  noteRefusedByAccount,
  noteRefusedByNetwork,
  noteRefusedBySource,
  noteWrongPassword,
  noteWrongPasswordOfNetwork,
} from "./wrong-passwords.repository.ts";

export interface PasswordAttempt extends PasswordCounts {
  account: AccountRow | null;
  address: string;
  limits: WaitLimits;
  now: number;
}

/**
 * After too many wrong passwords, a login must wait. During the wait, even the right password is refused. The
 * activity log has only the first refusal of the wait.
 */
interface Wait {
  reason: string;
  isFirst: boolean;
}

/**
 * Unknown logins also lock a scope. Otherwise the time of waiting for the lock would reveal existing accounts.
 */
export function scopeOfAttempt(account: string, { address }: Pick<Visit, "address">): ScopeName[] {
  return [`account ${account}`, `network ${networkOf(address)}`];
}

export async function openPasswordAttempt(
  tx: Queryable,
  {
    account,
    visit,
    limits,
    now,
  }: { account: AccountRow | null; visit: Visit; limits: WaitLimits; now: number },
): Promise<PasswordAttempt & { wait: Wait | null }> {
  const browser = visit.token("__Host-sallyport-browser");
  const browserHash = browser === undefined ? null : hashOf(browser);
  const network = networkOf(visit.address);
  const counts = await passwordCounts(tx, { accountId: account?.id, network, browserHash, now });
  const attempt = { ...counts, account, address: visit.address, limits, now };
  return { ...attempt, wait: await waitFor(tx, attempt) };
}

async function waitFor(tx: Queryable, attempt: PasswordAttempt): Promise<Wait | null> {
  const { account, source, ofSource, ofNetwork, ofAccount, now } = attempt;
  const { isKnownBrowser } = source;
  if (!isKnownBrowser && isWaiting(ofNetwork?.waitUntil ?? null, now)) {
    const isFirst = await noteRefusedByNetwork(tx, source);
    return { reason: "must wait after wrong passwords from there over all accounts; not checked", isFirst };
  }
  if (isWaiting(ofSource?.waitUntil ?? null, now)) {
    const isFirst = await noteRefusedBySource(tx, account?.id, source);
    // defence: AT-68 network
    if (!isKnownBrowser) await countOfNetwork(tx, attempt);
    return { reason: "must wait after wrong passwords; not checked", isFirst };
  }
  if (!isKnownBrowser && isWaiting(endOfWait(ofAccount), now)) {
    const isFirst = await noteRefusedByAccount(tx, account?.id);
    await countOfNetwork(tx, attempt);
    return { reason: "unknown network, must wait after wrong passwords from many; not checked", isFirst };
  }
  return null;
}

/** A right password resets only the count of the source that sent it. */
export async function settlePasswordAttempt(
  tx: Queryable,
  outbox: Outbox,
  attempt: PasswordAttempt,
  isRight: boolean,
): Promise<void> {
  const { account, source } = attempt;
  if (isRight && account) return forgetWrongPasswords(tx, account.id, attempt);
  if (!source.isKnownBrowser) await countOfNetwork(tx, attempt);
  await countOfAccount(tx, outbox, attempt);
}

async function countOfAccount(
  tx: Queryable,
  outbox: Outbox,
  { account, source, ofSource, ofAccount, address, limits, now }: PasswordAttempt,
): Promise<void> {
  const count = (ofSource?.count ?? 0) + 1;
  const wait = waitAfterWrongPasswords(count, limits);
  const waitUntil = wait > 0 ? now + wait : null;
  await noteWrongPassword(tx, { accountId: account?.id, source, count, now, waitUntil });
  const all = source.isKnownBrowser ? ofAccount : withOneMore(ofAccount, ofSource, now);
  if (account && isWaveBegun(ofAccount.count, all.count)) {
    await tellOfWave(tx, outbox, { account, networks: all.networks, address, now });
  }
  if (!account || waitUntil === null) return;
  const isFirstWait = (ofSource?.waitUntil ?? null) === null;
  if (isFirstWait)
    await record(tx, { at: now, kind: "user_lockout", actor: account, detail: source.name, address });
  if (account.state === "staged") return;
  // The owner gets a mail at the first wait, and on each later day with a wait. The owner gets at most one mail
  // an hour.
  const isNewDay = ofSource !== null && dayOf(ofSource.lastAt) < dayOf(now);
  if (!isFirstWait && !isNewDay) return;
  const once = `wrong-passwords:${account.id}:${Math.floor(now / hour)}`;
  await outbox.queue(tx, wrongPasswordsMail(account, address, waitUntil), now, once);
}

function dayOf(at: number): number {
  return Math.floor(at / day);
}

function endOfWait({ count, lastAt }: WrongPasswordsOfAccount): number | null {
  return lastAt === null ? null : lastAt + waitAfterWrongPasswordsOfAccount(count);
}

interface Wave {
  account: AccountRow;
  networks: number;
  address: string;
  now: number;
}

/** Mails the owner about wrong passwords from many networks, at most once a day. */
async function tellOfWave(tx: Queryable, outbox: Outbox, { account, networks, address, now }: Wave) {
  const detail = `wrong passwords from ${networks} networks within a day; unknown networks have to wait`;
  await record(tx, { at: now, kind: "user_lockout", actor: account, detail, address });
  if (account.state === "staged") return;
  const once = `wrong-passwords-of-many:${account.id}:${Math.floor(now / day)}`;
  await outbox.queue(tx, wrongPasswordsOfManyMail(account, networks), now, once);
}

async function countOfNetwork(
  tx: Queryable,
  { source, ofNetwork, address, now }: PasswordAttempt,
): Promise<void> {
  const before =
    ofNetwork && !isCountedAnew(ofNetwork.since, now) ? ofNetwork : { count: 0, since: now, waitUntil: null };
  const count = before.count + 1;
  const wait = waitAfterWrongPasswordsOfNetwork(count);
  const waitUntil = wait > 0 ? now + wait : null;
  await noteWrongPasswordOfNetwork(tx, source, { count, since: before.since, waitUntil });
  if (waitUntil === null || before.waitUntil !== null) return;
  const detail = `${source.network}: ${count} wrong passwords within an hour, over all accounts`;
  await record(tx, { at: now, kind: "user_lockout", actor: null, detail, address });
}
