import { hashOf } from "../core/tokens.ts";
import type { AuthorizationRow } from "../database/schema.ts";
import { authorizationCookie, type Visit } from "../http/visit.ts";
import type { Openid } from "./openid.ts";
import type { OpenidParts } from "./parts.ts";
import { findAuthorization } from "./records/authorizations.repository.ts";
import { recordId } from "./records/records.repository.ts";
import type { Parameters } from "./rules/parameters.ts";

export interface AuthorizationParts extends OpenidParts {
  openid: Openid;
}

export interface Named {
  id: string;
}

interface PendingLogin {
  params: Parameters;
  /** Set if the library has returned to the page, because something was still missing. */
  lastSubmission?: object;
  result?: object;
  /** Set if an administrator tries the login. Only this session of the administrator gets the result. */
  trial?: { sessionId: string };
}

interface PendingLogOut {
  application: { id: string; name: string } | null;
  address: string;
}

interface Pending {
  "log-in": PendingLogin;
  "log-out": PendingLogOut;
}

export interface Found<Kind extends keyof Pending> {
  row: AuthorizationRow;
  pending: Pending[Kind];
}

export function authorizationId(id: string): string {
  return recordId("Interaction", id);
}

/** Returns null if the authorization is over, or if another browser began it. */
export async function findPending<Kind extends keyof Pending>(
  { database, clock }: AuthorizationParts,
  visit: Visit,
  { id }: Named,
  kind: Kind,
): Promise<Found<Kind> | null> {
  const row = await findAuthorization(database, authorizationId(id));
  const token = visit.token(authorizationCookie(id));
  if (row?.kind !== kind || row.expires_at <= clock.now()) return null;
  // defence: AT-102
  if (token === undefined || Buffer.compare(hashOf(token), row.browser_hash) !== 0) return null;
  return { row, pending: JSON.parse(row.payload) as Pending[Kind] };
}
