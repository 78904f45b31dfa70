import type * as contract from "@sallyport/contract/security";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import { instant, instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { PasskeyRow, SessionRow, TotpFactorRow } from "../database/schema.ts";
import type { RecoveryCodes } from "../factors/rules/factors.ts";
import { isLoginNeeded } from "../journey/journey.ts";
import { deviceOf } from "../sessions/device.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { sessionsOf } from "../sessions/sessions.repository.ts";
import type { Caller } from "../sign-in/caller.ts";
import type { SecurityParts } from "./parts.ts";
import { isOpen } from "./rules/open-sessions.ts";

/** Reads the account again, because the rows in `caller` are outdated after a change. */
export async function showSecurity(
  { database, clock }: SecurityParts,
  { session: { id, account_id: accountId } }: Caller,
): Promise<contract.Security> {
  const now = clock.now();
  const found = await findAccountWithFactors(database, accountId);
  const sessions = await sessionsOf(database, accountId);
  const session = sessions.find((one) => one.id === id);
  if (!found || !session) throw new Refused("not-signed-in");
  const { account, factors } = found;
  return {
    authenticatorApps: factors.apps.map(viewApp),
    passkeys: factors.passkeys.map(viewPasskey),
    recoveryCodes: factors.recoveryCodes && viewRecoveryCodes(factors.recoveryCodes),
    sessions: sessions.filter((one) => isOpen(one, now)).map((one) => viewSession(one, id)),
    passwordSetAt: instantOrNull(account.password_set_at),
    isMfaRequired: account.mfa_required === 1,
    freshUntil: isLoginNeeded(accountFacts(found), sessionFacts(session))
      ? null
      : instantOrNull(freshUntil(session.authenticated_at, now)),
  };
}

function viewApp({ id, name, state, ...app }: TotpFactorRow): contract.AuthenticatorApp {
  return {
    id,
    name,
    addedAt: instant(app.confirmed_at ?? app.created_at),
    lastUsedAt: instantOrNull(app.last_used_at),
    isDisabled: state === "disabled",
  };
}

function viewPasskey({ id, name, ...passkey }: PasskeyRow): contract.Passkey {
  return {
    id,
    name,
    addedAt: instant(passkey.created_at),
    lastUsedAt: instantOrNull(passkey.last_used_at),
    lastUsedFrom: passkey.last_used_from,
    isSynced: passkey.is_synced === 1,
  };
}

function viewRecoveryCodes({
  left,
  madeAt,
  isSaved,
  isDisabled,
}: RecoveryCodes): contract.Security["recoveryCodes"] {
  return { left, madeAt: instant(madeAt), isSaved, isDisabled };
}

function viewSession({ id, aal, address, ...session }: SessionRow, thisId: string): contract.OpenSession {
  return {
    id,
    isThis: id === thisId,
    device: deviceOf(session.user_agent),
    address,
    beganAt: instant(session.began_at),
    lastSeenAt: instant(session.last_seen_at),
    aal,
  };
}
