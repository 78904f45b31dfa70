import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { emailKey, findAccount, findAccountByLogin } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import { noSooner } from "../core/no-sooner.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { findFactors } from "../factors/factors.repository.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { openPasswordAttempt, scopeOfAttempt, settlePasswordAttempt } from "../limits/password-attempts.ts";
import { scopeOfSessionHere } from "../sessions/ending-here.ts";
import { enter } from "./arrival.ts";
import { compare, type GivenPassword, isStillRight, renewHash } from "./given-password.ts";
import { eventOf, type SignInParts } from "./step.ts";

export interface Credentials {
  realm: Realm;
  login: string;
  password: string;
}

type Decision = { refusal: string; isRepeated?: boolean } | { whereabouts: Whereabouts; token?: string };

/** No account has this ID. Unknown logins use it, so they run the same SQL statements. */
const noAccount = "";

/** Every decision takes at least this long, so its duration reveals nothing. */
const decisionMs = 10;

/** All wrong attempts get the same answer after the same time. Only the activity log has the reason. */
export async function submitPassword(
  parts: SignInParts,
  visit: Visit,
  { realm, login, password }: Credentials,
): Promise<Whereabouts> {
  const { database, clock } = parts;
  const now = clock.now();
  const found = (await findAccountByLogin(database, realm, login)) ?? null;
  const given = await compare(parts, password, found, visit);
  const scope = [
    ...scopeOfAttempt(found?.id ?? emailKey(login), visit),
    ...(await scopeOfSessionHere(database, realm, visit)),
  ];
  const decision = await noSooner(decisionMs, () =>
    inTransaction(database, scope, async (tx) => {
      const account = (await findAccount(tx, found?.id ?? noAccount)) ?? null;
      const decided = await decide(parts, tx, { account, given, realm, visit, now });
      await recordAttempt(tx, { account, decided, realm, visit, now });
      return decided;
    }),
  );
  if ("refusal" in decision) throw new Refused("wrong-credentials");
  await renewHash(parts, given);
  if (decision.token) visit.keepToken(sessionCookie(realm), decision.token);
  return decision.whereabouts;
}

interface Attempt {
  account: AccountRow | null;
  realm: Realm;
  visit: Visit;
  now: number;
}

async function decide(
  parts: SignInParts,
  tx: Queryable,
  { account, given, realm, visit, now }: Attempt & { given: GivenPassword },
): Promise<Decision> {
  const attempt = await openPasswordAttempt(tx, { account, visit, limits: parts.settings(), now });
  // defence: AT-36
  if (attempt.wait) return { refusal: attempt.wait.reason, isRepeated: !attempt.wait.isFirst };
  const isRight = isStillRight(given, account);
  // If the account isn't active, the right password counts as wrong too. Otherwise an attacker could notice
  // that it is right.
  // defence: AT-51
  const opens = isRight && account?.state === "active";
  await settlePasswordAttempt(tx, parts.outbox, attempt, opens);
  if (!account) return { refusal: "unknown login" };
  if (!opens) return { refusal: isRight ? `account is ${account.state}` : "wrong password" };
  const subject = { account, factors: await findFactors(tx, account.id) };
  // defence: AT-38
  return enter(parts, tx, subject, { aal: 1, amr: "pwd", realm, visit, now });
}

const hasMoreToProve: ReadonlySet<Whereabouts["at"]> = new Set(["second-factor", "locked"]);

async function recordAttempt(
  tx: Queryable,
  { account, decided, realm, visit, now }: Attempt & { decided: Decision },
): Promise<void> {
  const isRefused = "refusal" in decided;
  if (isRefused && decided.isRepeated) return;
  await record(tx, {
    at: now,
    kind: eventOf(realm, "user_login_attempt", "admin_login_attempt"),
    actor: account,
    outcome: isRefused ? "failure" : "success",
    detail: isRefused ? decided.refusal : `password right; next: ${decided.whereabouts.at}`,
    address: visit.address,
    isRepeatable: isRefused || hasMoreToProve.has(decided.whereabouts.at),
  });
}
