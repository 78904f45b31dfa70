import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findHolder, findHolderByLogin, type Holder } from "../accounts/accounts.repository.ts";
import { lockIfDeadlinePassed } from "../accounts/deadline-lock.ts";
import { accountFacts } from "../accounts/facts.ts";
import { record } from "../audit/audit.ts";
import type { Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { hashOf } from "../http/tokens.ts";
import type { Visit } from "../http/visit.ts";
import { wrongPasswordsMail } from "../mail/templates.ts";
import { beginSession } from "../sessions/sessions.repository.ts";
import { describe } from "./answers.ts";
import { whereabouts } from "./rules/journey.ts";
import { isWaiting, waitAfterWrongPasswords } from "./rules/lockout.ts";
import {
  endEarlierSession,
  forgetWrongPasswords,
  noteArrival,
  noteWrongPassword,
  sourceOf,
  wrongPasswords,
} from "./sign-in.repository.ts";
import { eventOf, type SignInParts } from "./step.ts";
import { sessionCookie } from "./visitor.ts";

interface Attempt {
  realm: Realm;
  login: string;
  visit: Visit;
  now: number;
}

type Judgement = { refusal: string } | { whereabouts: Whereabouts; token?: string };

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
  const isRight = await passwords.isRight(password, found?.account.password_hash ?? null);
  const judgement = await database.transaction().execute(async (tx) => {
    const holder = found && (await findHolder(tx, found.account.id));
    const judged = holder
      ? await judge(parts, tx, { ...attempt, holder, isRight })
      : { refusal: "unknown login" };
    await recordAttempt(tx, attempt, holder, judged);
    return judged;
  });
  if ("refusal" in judgement) throw new Refused("wrong-credentials");
  if (judgement.token) visit.keepToken(sessionCookie(realm), judgement.token);
  return judgement.whereabouts;
}

async function judge(
  { outbox }: SignInParts,
  tx: Queryable,
  { holder, isRight, realm, visit, now }: Attempt & { holder: Holder; isRight: boolean },
): Promise<Judgement> {
  const { account } = holder;
  const knownBrowser = visit.token("__Host-sallyport-browser");
  const source = await sourceOf(tx, account.id, visit.address, knownBrowser ? hashOf(knownBrowser) : null);
  const { count, waitUntil } = await wrongPasswords(tx, account.id, source);
  if (isWaiting(waitUntil, now)) return { refusal: "held off after wrong passwords; not judged" };
  if (!isRight) {
    const wait = waitAfterWrongPasswords(count + 1);
    const wrong = {
      accountId: account.id,
      source,
      count: count + 1,
      now,
      waitUntil: wait > 0 ? now + wait : null,
    };
    await noteWrongPassword(tx, wrong);
    if (wait > 0 && waitUntil === null) {
      await record(tx, {
        at: now,
        kind: "user_lockout",
        actor: account,
        detail: source,
        address: visit.address,
      });
      await outbox.queue(tx, wrongPasswordsMail(account, visit.address, now + wait), now);
    }
    return { refusal: "wrong password" };
  }
  if (account.state !== "active") return { refusal: `account is ${account.state}` };
  await forgetWrongPasswords(tx, account.id, source);
  return enter(tx, holder, {
    isLocked: await lockIfDeadlinePassed(tx, outbox, holder, now),
    realm,
    visit,
    now,
  });
}

async function enter(
  tx: Queryable,
  holder: Holder,
  { isLocked, realm, visit, now }: Omit<Attempt, "login"> & { isLocked: boolean },
): Promise<Judgement> {
  const { account } = holder;
  const standing = whereabouts(
    accountFacts(holder),
    { aal: 1, isFinished: false, awaitsAcknowledgement: false },
    now,
  );
  if (isLocked || standing.at === "locked") {
    return { whereabouts: describe(holder, { at: "locked", enrolBy: account.enrol_by ?? now }, now) };
  }
  await endEarlierSession(tx, realm, visit.token(sessionCookie(realm)));
  const browserHash = hashOf(visit.browserToken());
  const hasArrived = standing.at === "signed-in";
  const token = await beginSession(tx, {
    account_id: account.id,
    realm,
    aal: 1,
    amr: "pwd",
    unfinished_since: hasArrived ? null : now,
    awaits_acknowledgement: 0,
    began_at: now,
    last_seen_at: now,
    address: visit.address,
    user_agent: visit.userAgent,
    previous_sign_in_at: account.last_sign_in_at,
    previous_sign_in_address: account.last_sign_in_address,
  });
  if (hasArrived) await noteArrival(tx, account, { address: visit.address, browserHash, now });
  return { whereabouts: describe(holder, standing, now), token };
}

async function recordAttempt(
  tx: Queryable,
  { realm, visit, now }: Attempt,
  holder: Holder | null,
  judged: Judgement,
): Promise<void> {
  const isRefused = "refusal" in judged;
  await record(tx, {
    at: now,
    kind: eventOf(realm, "user_login_attempt", "admin_login_attempt"),
    actor: holder?.account ?? null,
    outcome: isRefused ? "failure" : "success",
    detail: isRefused ? judged.refusal : `password right; next: ${judged.whereabouts.at}`,
    address: visit.address,
  });
}
