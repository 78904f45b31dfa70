import { quoted } from "@sallyport/contract/quoted-names";
import { record } from "../../activity/activity.ts";
import { noteFirstLogin } from "../../applications/changes.repository.ts";
import { day, second } from "../../core/clock.ts";
import { inTransaction } from "../../database/transactions.ts";
import { currentCall } from "../call.ts";
import type { OpenidParts } from "../parts.ts";
import { findPresent } from "../present.ts";
import { storeLogin } from "./application-sessions.repository.ts";
import type { Payload } from "./payload.ts";
import { storeRecord } from "./records.repository.ts";

/** A login with refresh tokens ends if the application asks for no new tokens for this long. */
export const accessLasts = 30 * day;

/**
 * Stores the code, the session in the application and the login event in one transaction.
 * @returns false if the portal's session has ended
 */
export async function storeCode(
  parts: OpenidParts,
  { id, payload, expiresIn }: { id: string; payload: Payload; expiresIn: number },
): Promise<boolean> {
  const { database, clock } = parts;
  const { accountId = "", clientId = "", grantId = "", sessionUid = "", scope = "" } = payload;
  const { address, applicationName = "" } = currentCall();
  const now = clock.now();
  return inTransaction(database, [`account ${accountId}`], async (tx) => {
    const caller = await findPresent(parts, tx, sessionUid, now);
    if (caller?.account.id !== accountId) return false;
    const session = await storeLogin(tx, {
      id: grantId,
      account_id: accountId,
      application_id: clientId,
      session_id: sessionUid,
      scope,
      aal: caller.session.aal,
      began_at: now,
      last_login_at: now,
      expires_at: now + accessLasts,
    });
    const { jti: _, kind: __, ...kept } = payload;
    await storeRecord(tx, {
      id,
      kind: "AuthorizationCode",
      payload: JSON.stringify({ ...kept, grantId: session, sid: session }),
      account_id: accountId,
      application_id: clientId,
      session_id: null,
      application_session_id: session,
      expires_at: now + expiresIn * second,
    });
    await noteFirstLogin(tx, clientId, now);
    await record(tx, {
      at: now,
      kind: "application_login",
      actor: caller.account,
      detail: `${quoted(applicationName)}: AAL${caller.session.aal}`,
      address,
      isRepeatable: true,
    });
    return true;
  });
}
