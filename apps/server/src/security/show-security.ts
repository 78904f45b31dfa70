import type * as contract from "@sallyport/contract/security";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import { instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { viewFactors } from "../factors/view-factors.ts";
import { isLoginNeeded, isSetUpLinkMissing } from "../journey/journey.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { isOpen } from "../sessions/rules/open-sessions.ts";
import { sessionsOf } from "../sessions/sessions.repository.ts";
import { viewSession } from "../sessions/view-session.ts";
import type { Caller } from "../sign-in/caller.ts";
import type { SecurityParts } from "./parts.ts";

export async function showSecurity(
  { database, clock, settings }: SecurityParts,
  { session: { id, account_id: accountId } }: Caller,
): Promise<contract.Security> {
  const now = clock.now();
  const found = await findAccountWithFactors(database, accountId);
  const sessions = await sessionsOf(database, accountId);
  const session = sessions.find((one) => one.id === id);
  if (!found || !session) throw new Refused("not-signed-in");
  const { account, factors } = found;
  return {
    ...viewFactors(factors),
    sessions: sessions
      .filter((one) => isOpen(one, settings(), now))
      .map((one) => ({ ...viewSession(one), isThis: one.id === id })),
    passwordSetAt: instantOrNull(account.password_set_at),
    isMfaRequired: account.mfa_required === 1,
    needsSetUpLink: isSetUpLinkMissing(accountFacts(found), sessionFacts(session)),
    freshUntil: isLoginNeeded(accountFacts(found), sessionFacts(session))
      ? null
      : instantOrNull(freshUntil(session.authenticated_at, now)),
  };
}
