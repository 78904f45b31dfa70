import type { Reply } from "@sallyport/contract/endpoint";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import type * as contract from "@sallyport/contract/security";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import { record } from "../activity/activity.ts";
import { instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { isEnrolled, methodsOf } from "../factors/rules/factors.ts";
import { sessionCookie } from "../http/visit.ts";
import { isLoginNeeded } from "../journey/journey.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { renewSession } from "../sessions/sessions.repository.ts";
import { checkPassword, compare, renewHash } from "../sign-in/given-password.ts";
import { checkPasscode } from "../sign-in/passcode.ts";
import { checkPasskey } from "../sign-in/passkey-proofs.ts";
import { submitProof } from "../sign-in/proof-step.ts";
import type { Check } from "../sign-in/proofs.ts";
import { checkRecoveryCode, hashRecoveryCode } from "../sign-in/recovery-code.ts";
import { eventOf, standFor } from "../sign-in/step.ts";
import type { Act, Visitor } from "../sign-in/visitor.ts";
import type { SecurityParts } from "./parts.ts";

/** With a second factor if the account has one: a password alone would be less than the session began with. */
export function howToProve(
  { clock }: SecurityParts,
  { session, holder }: Visitor,
): Reply<typeof contract.howToProve> {
  if (isLoginNeeded(accountFacts(holder), sessionFacts(session))) return { methods: [], freshUntil: null };
  const { factors } = holder;
  return {
    methods: isEnrolled(factors) ? methodsOf(factors) : ["password"],
    freshUntil: instantOrNull(freshUntil(session.authenticated_at, clock.now())),
  };
}

export function provePasscode(
  parts: SecurityParts,
  act: Act,
  { code }: { code: string },
): Promise<Record<string, never>> {
  return proveFactor(parts, act, (tx, here, now) => checkPasscode(parts, tx, here, { code, now }));
}

export async function proveRecoveryCode(
  parts: SecurityParts,
  act: Act,
  { code }: { code: string },
): Promise<Record<string, never>> {
  const given = await hashRecoveryCode(parts, act, code);
  return proveFactor(parts, act, (tx, here, now) =>
    checkRecoveryCode(parts, tx, here, { given, visit: act.visit, now }),
  );
}

export function provePasskey(
  parts: SecurityParts,
  act: Act,
  { assertion }: { assertion: PasskeyAssertion },
): Promise<Record<string, never>> {
  return proveFactor(parts, act, (tx, here, now) =>
    checkPasskey(parts, tx, here, { assertion, visit: act.visit, now }),
  );
}

/** A second factor makes the session's proof fresh again. */
async function proveFactor(parts: SecurityParts, act: Act, check: Check): Promise<Record<string, never>> {
  await submitProof(parts, act, "identity-proved", check);
  return {};
}

/** The same with the password, for accounts that have nothing stronger. */
export async function provePassword(
  parts: SecurityParts,
  { asker, visit }: Act,
  { password }: { password: string },
): Promise<Record<string, never>> {
  const now = parts.clock.now();
  const given = await compare(parts, password, asker.holder.account, visit);
  const proved = await parts.database.transaction().execute(async (tx) => {
    const here = await standFor(tx, asker, "identity-proved", now);
    const { account, factors } = here.holder;
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
  visit.keepToken(sessionCookie(asker.session.realm), proved.token);
  return {};
}
