import { hashOf, newToken } from "../core/tokens.ts";
import { inTransaction } from "../database/transactions.ts";
import type { AuthorizationParts } from "../openid/pending.ts";
import { findApplicationSession } from "../openid/records/application-sessions.repository.ts";
import { deleteRecord, findRecord, recordId } from "../openid/records/records.repository.ts";
import { insertEntry } from "./entries.repository.ts";

export interface Place {
  id: string;
  callback: string;
}

interface Code {
  code: string;
  verifier: string;
  address: string;
}

/** @returns the value of the cookie that opens the application, or null if the code isn't valid any more */
export async function redeem(
  { openid, database }: AuthorizationParts,
  { id, callback }: Place,
  { code, verifier, address }: Code,
): Promise<string | null> {
  const form = {
    grant_type: "authorization_code",
    client_id: id,
    redirect_uri: callback,
    code,
    code_verifier: verifier,
  };
  const answer = await openid.answer({
    method: "POST",
    url: "/oidc/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
    address,
    cookies: {},
  });
  if (answer.status !== 200) return null;
  const { access_token: access } = JSON.parse(answer.body.toString()) as { access_token: string };
  const record = await findRecord(database, recordId("AccessToken", access));
  const sessionId = record?.application_session_id ?? null;
  if (!record || record.account_id === null || sessionId === null) return null;
  return inTransaction(database, [`account ${record.account_id}`], async (tx) => {
    // Nothing uses this access token any more, so it must not stay valid.
    await deleteRecord(tx, record.id);
    if (!(await findApplicationSession(tx, sessionId))) return null;
    const token = newToken();
    await insertEntry(tx, { token_hash: hashOf(token), application_session_id: sessionId });
    return token;
  });
}
