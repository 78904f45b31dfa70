import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findHolder, findHolderByLogin, type Holder } from "../accounts/accounts.repository.ts";
import { record } from "../audit/audit.ts";
import type { Queryable } from "../database/database.ts";
import { networkOf } from "../http/network.ts";
import { Refused } from "../http/problems.ts";
import { hashOf } from "../http/tokens.ts";
import type { Visit } from "../http/visit.ts";
import { enter } from "./arrival.ts";
import { eventOf, type SignInParts } from "./step.ts";
import { sessionCookie } from "./visitor.ts";
import { forgetWrongPasswords, sourceOf } from "./wrong-passwords.repository.ts";
import { countWrongPassword, holdingOff } from "./wrong-passwords.ts";

interface Attempt {
  realm: Realm;
  login: string;
  visit: Visit;
  now: number;
}

type Judgement = { refusal: string; isRepeated?: boolean } | { whereabouts: Whereabouts; token?: string };

/**
 * The first step. Unknown, wrong, suspended and held-off attempts look alike and take alike: the hash is always
 * computed, and the answer is decided afterwards in one transaction, whose reason only the audit record has.
 */
export async function submitPassword(
  parts: SignInParts,
  realm: Realm,
  { login, password }: { login: string; password: string },
  visit: Visit,
): Promise<Whereabouts> {
  const { database, clock, passwords } = parts;
  const attempt = { realm, login, visit, now: clock.now() };
  const found = await findHolderByLogin(database, realm, login);
  const passwordHash = found?.account.password_hash ?? null;
  const isRight = await passwords.isRight(password, passwordHash, networkOf(visit.address));
  const judgement = await database.transaction().execute(async (tx) => {
    const holder = found && (await findHolder(tx, found.account.id));
    // Another one may have been chosen while this one was hashed.
    const isStillRight = isRight && holder?.account.password_hash === passwordHash;
    const judged = await judge(parts, tx, { ...attempt, holder, isRight: isStillRight });
    await recordAttempt(tx, attempt, holder, judged);
    return judged;
  });
  if ("refusal" in judgement) throw new Refused("wrong-credentials");
  if (judgement.token) visit.keepToken(sessionCookie(realm), judgement.token);
  return judgement.whereabouts;
}

async function judge(
  parts: SignInParts,
  tx: Queryable,
  { holder, isRight, realm, visit, now }: Attempt & { holder: Holder | null; isRight: boolean },
): Promise<Judgement> {
  const account = holder?.account ?? null;
  const browser = visit.token("__Host-sallyport-browser");
  const network = networkOf(visit.address);
  const source = await sourceOf(tx, account?.id, network, browser === undefined ? null : hashOf(browser));
  const guess = { account, source, address: visit.address, now };
  const heldOff = await holdingOff(tx, guess);
  if (heldOff) return { refusal: heldOff.reason, isRepeated: !heldOff.isFirst };
  if (!isRight) await countWrongPassword(tx, parts.outbox, guess);
  if (!holder) return { refusal: "unknown login" };
  if (!isRight) return { refusal: "wrong password" };
  if (holder.account.state !== "active") return { refusal: `account is ${holder.account.state}` };
  await forgetWrongPasswords(tx, holder.account.id, source);
  return enter(parts, tx, holder, { aal: 1, amr: "pwd", realm, visit, now });
}

async function recordAttempt(
  tx: Queryable,
  { realm, visit, now }: Attempt,
  holder: Holder | null,
  judged: Judgement,
): Promise<void> {
  const isRefused = "refusal" in judged;
  if (isRefused && judged.isRepeated) return;
  await record(tx, {
    at: now,
    kind: eventOf(realm, "user_login_attempt", "admin_login_attempt"),
    actor: holder?.account ?? null,
    outcome: isRefused ? "failure" : "success",
    detail: isRefused ? judged.refusal : `password right; next: ${judged.whereabouts.at}`,
    address: visit.address,
  });
}
