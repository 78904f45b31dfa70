import type { Reply } from "@sallyport/contract/endpoint";
import type * as contract from "@sallyport/contract/security";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import { record } from "../activity/activity.ts";
import { instantOrNull } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { isEnrolled, methodsOf } from "../factors/rules/factors.ts";
import { sessionCookie } from "../http/visit.ts";
import { isLoginNeeded } from "../journey/journey.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { renewSession } from "../sessions/sessions.repository.ts";
import { presentPassword } from "../sign-in/present-password.ts";
import { submitProof } from "../sign-in/proof-step.ts";
import type { ProofOfFactor } from "../sign-in/proofs.ts";
import { renewHash } from "../sign-in/renewed-hash.ts";
import { eventOf, standFor } from "../sign-in/step.ts";
import { type Visitor } from "../sign-in/visitor.ts";
import type { Act, SecurityParts } from "./parts.ts";

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

/** Makes the proof of a session fresh with a second factor. */
export async function proveFactor(
  parts: SecurityParts,
  { asker, visit }: Act,
  proof: ProofOfFactor,
): Promise<Record<string, never>> {
  await submitProof(parts, asker, visit, { event: "identity-proved", proof });
  return {};
}

/** The same with the password, for accounts that have nothing stronger. */
export async function provePassword(
  parts: SecurityParts,
  { asker, visit }: Act,
  password: string,
): Promise<Record<string, never>> {
  const now = parts.clock.now();
  const judge = await presentPassword(parts, asker, password, visit);
  const { refusal, token } = await parts.database.transaction().execute(async (tx) => {
    const here = await standFor(tx, asker, "identity-proved", now);
    const { account, factors } = here.holder;
    if (isEnrolled(factors)) throw new Refused("not-now");
    const refused = await judge(tx, here, now);
    if (refused) return { refusal: refused };
    const kind = eventOf(account.realm, "user_login_attempt", "admin_login_attempt");
    const detail = "password given again: right";
    await record(tx, { at: now, kind, actor: account, detail, address: visit.address });
    const changes = { authenticated_at: now, last_seen_at: now };
    return { token: await renewSession(tx, here.session, changes) };
  });
  if (refusal) throw refusal;
  await renewHash(parts, asker.holder.account, password, networkOf(visit.address));
  visit.keepToken(sessionCookie(asker.session.realm), token);
  return {};
}
