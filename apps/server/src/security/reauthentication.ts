import type { Reply } from "@sallyport/contract/endpoint";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import type * as contract from "@sallyport/contract/security";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { inTransaction } from "../database/transactions.ts";
import { isEnrolled, methodsOf } from "../factors/rules/factors.ts";
import { sessionCookie } from "../http/visit.ts";
import { isLoginNeeded } from "../journey/journey.ts";
import { scopeOfAttempt } from "../limits/password-attempts.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { renewSession } from "../sessions/sessions.repository.ts";
import type { Caller } from "../sign-in/caller.ts";
import { checkPassword, compare, renewHash } from "../sign-in/given-password.ts";
import { checkPasscode } from "../sign-in/passcode.ts";
import { checkPasskey } from "../sign-in/passkey-proofs.ts";
import { submitProof } from "../sign-in/proof-step.ts";
import type { Check } from "../sign-in/proofs.ts";
import { checkRecoveryCode, hashRecoveryCode } from "../sign-in/recovery-code.ts";
import { eventOf, standFor } from "../sign-in/step.ts";
import type { SecurityParts } from "./parts.ts";

/** Names the methods of the login, because reauthentication must not be weaker than the login. */
export function howToProve({ clock }: SecurityParts, caller: Caller): Reply<typeof contract.howToProve> {
  if (isLoginNeeded(accountFacts(caller), sessionFacts(caller.session)))
    return { methods: [], freshUntil: null };
  const { factors, session } = caller;
  return {
    methods: isEnrolled(factors) ? methodsOf(factors) : ["password"],
    freshUntil: instantOrNull(freshUntil(session.authenticated_at, clock.now())),
  };
}

export function provePasscode(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Record<string, never>> {
  return proveFactor(parts, actor, (tx, here, now) => checkPasscode(parts, tx, here, { code, now }));
}

export async function proveRecoveryCode(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Record<string, never>> {
  const given = await hashRecoveryCode(parts, actor, code);
  return proveFactor(parts, actor, (tx, here, now) =>
    checkRecoveryCode(parts, tx, here, { given, visit: actor.visit, now }),
  );
}

export function provePasskey(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { assertion }: { assertion: PasskeyAssertion },
): Promise<Record<string, never>> {
  return proveFactor(parts, actor, (tx, here, now) =>
    checkPasskey(parts, tx, here, { assertion, visit: actor.visit, now }),
  );
}

async function proveFactor(
  parts: SecurityParts,
  actor: Actor<Caller>,
  check: Check,
): Promise<Record<string, never>> {
  await submitProof(parts, actor, "identity-proved", check);
  return {};
}

/** Refuses accounts with a second factor, because their owners must reauthenticate with that factor. */
export async function provePassword(
  parts: SecurityParts,
  { caller, visit }: Actor<Caller>,
  { password }: { password: string },
): Promise<Record<string, never>> {
  const now = parts.clock.now();
  const given = await compare(parts, password, caller.account, visit);
  const proved = await inTransaction(parts.database, scopeOfAttempt(caller.account.id, visit), async (tx) => {
    const here = await standFor(tx, caller, "identity-proved", now);
    const { account, factors } = here;
    if (isEnrolled(factors)) throw new Refused("not-now");
    const refusal = await checkPassword(parts, tx, { account, given, visit, now });
    if (refusal) return { refusal };
    const kind = eventOf(account.realm, "user_login_attempt", "admin_login_attempt");
    const detail = "password given again: right";
    await record(tx, { at: now, kind, actor: account, detail, address: visit.address });
    const changes = { authenticated_at: now, last_seen_at: now };
    return { token: await renewSession(tx, here.session, changes) };
  });
  if (proved.refusal) throw proved.refusal;
  await renewHash(parts, given);
  visit.keepToken(sessionCookie(caller.session.realm), proved.token);
  return {};
}
