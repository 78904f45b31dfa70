import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findAccount, findAccountByLogin, findHolder } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { noSooner } from "../core/no-sooner.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import { forgetWrongPasswords, sourceOf } from "../limits/wrong-passwords.repository.ts";
import { countWrongPassword, holdOff } from "../limits/wrong-passwords.ts";
import { enter } from "./arrival.ts";
import { isSamePassword, renewHash } from "./renewed-hash.ts";
import { eventOf, type SignInParts } from "./step.ts";

interface Attempt {
  realm: Realm;
  login: string;
  visit: Visit;
  now: number;
}

type Judgement = { refusal: string; isRepeated?: boolean } | { whereabouts: Whereabouts; token?: string };

/** The id of no account: for a login that none has, the same is looked for and counted, so that it takes as long. */
const nobody = "";

/** What judging takes at most, on a disk that is not slow: an answer leaves no sooner, so that none tells by its time. */
const judgingMs = 10;

/**
 * The first step. Unknown, wrong, suspended and held-off attempts look alike and take alike: the hash is always
 * computed, and the answer is decided afterwards in one transaction, whose reason only the audit record has, and leaves
 * a while after the hash, however short the transaction was. What an account holds beside its password is read once
 * that is right.
 */
export async function submitPassword(
  parts: SignInParts,
  realm: Realm,
  { login, password }: { login: string; password: string },
  visit: Visit,
): Promise<Whereabouts> {
  const { database, clock, passwords } = parts;
  const attempt = { realm, login, visit, now: clock.now() };
  const found = await findAccountByLogin(database, realm, login);
  const network = networkOf(visit.address);
  const isRight = await passwords.isRight(password, found?.password_hash ?? null, network);
  const judgement = await noSooner(judgingMs, () =>
    database.transaction().execute(async (tx) => {
      const account = (await findAccount(tx, found?.id ?? nobody)) ?? null;
      // Another one may have been chosen while this one was hashed.
      const isStillRight = isRight && isSamePassword(found ?? null, account);
      const judged = await judge(parts, tx, { ...attempt, account, isRight: isStillRight });
      await recordAttempt(tx, attempt, account, judged);
      return judged;
    }),
  );
  if ("refusal" in judgement) throw new Refused("wrong-credentials");
  if (found) await renewHash(parts, found, password, network);
  if (judgement.token) visit.keepToken(sessionCookie(realm), judgement.token);
  return judgement.whereabouts;
}

async function judge(
  parts: SignInParts,
  tx: Queryable,
  { account, isRight, realm, visit, now }: Attempt & { account: AccountRow | null; isRight: boolean },
): Promise<Judgement> {
  const browser = visit.token("__Host-sallyport-browser");
  const network = networkOf(visit.address);
  const source = await sourceOf(tx, account?.id, network, browser === undefined ? null : hashOf(browser));
  const guess = { account, source, address: visit.address, now };
  const heldOff = await holdOff(tx, guess);
  // defence: AT-36
  if (heldOff) return { refusal: heldOff.reason, isRepeated: !heldOff.isFirst };
  // defence: AT-51
  if (!isRight || account?.state !== "active") {
    // A right one that opens nothing counts like a wrong one, so that neither time nor waits tell which it was.
    await countWrongPassword(tx, parts.outbox, guess);
    if (!account) return { refusal: "unknown login" };
    return { refusal: isRight ? `account is ${account.state}` : "wrong password" };
  }
  // defence: AT-38
  await forgetWrongPasswords(tx, account.id, source);
  const holder = await findHolder(tx, account.id);
  if (!holder) throw new Error("An account that was found is gone within one transaction.");
  return enter(parts, tx, holder, { aal: 1, amr: "pwd", realm, visit, now });
}

/** Where a right password alone lets nobody in. */
const hasMoreToProve: ReadonlySet<Whereabouts["at"]> = new Set(["second-factor", "locked"]);

async function recordAttempt(
  tx: Queryable,
  { realm, visit, now }: Attempt,
  account: AccountRow | null,
  judged: Judgement,
): Promise<void> {
  const isRefused = "refusal" in judged;
  if (isRefused && judged.isRepeated) return;
  await record(tx, {
    at: now,
    kind: eventOf(realm, "user_login_attempt", "admin_login_attempt"),
    actor: account,
    outcome: isRefused ? "failure" : "success",
    detail: isRefused ? judged.refusal : `password right; next: ${judged.whereabouts.at}`,
    address: visit.address,
    isRepeatable: isRefused || hasMoreToProve.has(judged.whereabouts.at),
  });
}
