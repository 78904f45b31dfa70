import type { ApplicationRefusal } from "@sallyport/contract/authorization";
import { quoted } from "@sallyport/contract/quoted-names";
import { record } from "../activity/activity.ts";
import { type Application, findApplication } from "../applications/applications.repository.ts";
import { noteRefusal } from "../applications/note-refusal.ts";
import { isRegistered } from "../applications/rules/addresses.ts";
import { minute } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import { endOwnSession } from "../sessions/sessions.repository.ts";
import { type Caller, findCaller } from "../sign-in/caller.ts";
import { type AuthorizationParts, authorizationId, findPending, type Named } from "./pending.ts";
import { findPresent } from "./present.ts";
import { applicationSessionsIn } from "./records/application-sessions.repository.ts";
import { useAuthorization } from "./records/authorizations.repository.ts";
import { beginAuthorization } from "./records/make-room.ts";
import { findRecord, recordId } from "./records/records.repository.ts";

type Next = { address: string } | { refused: ApplicationRefusal };

const answerWithin = 10 * minute;

/**
 * Handles an application's request to log its user out (OpenID Connect RP-Initiated Logout). If the request contains
 * the ID token of this login, the user is logged out at once. Otherwise, the portal asks the user, because any page can
 * send such a request.
 */
export async function beginLogOut(
  parts: AuthorizationParts,
  visit: Visit,
  parameters: URLSearchParams,
): Promise<Next> {
  const { database, clock } = parts;
  const now = clock.now();
  const given = onlyOnce(parameters);
  if (!given) return { refused: "bad-request" };
  const asked = await askedBy(parts, visit, given);
  if ("refused" in asked) return asked;
  const { application, hint } = asked;
  const address = await addressAfter(parts, application, given, now);
  if (address === null) return { refused: "unknown-address" };
  const caller = await callerOf(parts, visit, now);
  if (!caller) return { address };
  const shown = application && { id: application.row.id, name: application.row.name };
  if (hint && shown && (await isOfThisLogin(parts, caller, { applicationId: shown.id, ...hint }))) {
    // defence: AT-145
    await end(parts, visit, caller, shown);
    return { address };
  }
  const id = newToken();
  const browserToken = newToken();
  await beginAuthorization(database, {
    id: authorizationId(id),
    kind: "log-out",
    source: networkOf(visit.address),
    browser_hash: hashOf(browserToken),
    application_id: shown?.id ?? null,
    payload: JSON.stringify({ application: shown ?? null, address }),
    started_at: now,
    expires_at: now + answerWithin,
  });
  visit.keepAuthorization(id, browserToken);
  return { address: `/authorize/${id}` };
}

export async function confirmLogOut(
  parts: AuthorizationParts,
  visit: Visit,
  named: Named,
): Promise<{ address: string }> {
  const found = await findPending(parts, visit, named, "log-out");
  if (!found || !(await useAuthorization(parts.database, found.row.id))) throw new Refused("link-invalid");
  const { application, address } = found.pending;
  const caller = await callerOf(parts, visit, parts.clock.now());
  if (caller) await end(parts, visit, caller, application);
  return { address };
}

type Given = Partial<Record<string, string>>;

function onlyOnce(parameters: URLSearchParams): Given | null {
  const given = Object.fromEntries(parameters);
  return parameters.size === Object.keys(given).length ? given : null;
}

interface Hint {
  accountId: string;
  sid: string | null;
}

async function askedBy(
  { database, openid }: AuthorizationParts,
  visit: Visit,
  { id_token_hint: token, client_id: id }: Given,
): Promise<{ application: Application | null; hint: Hint | null } | { refused: ApplicationRefusal }> {
  const claims = token === undefined ? null : claimsIn(token);
  if (claims === undefined || (claims && id !== undefined && id !== claims.aud))
    return { refused: "bad-request" };
  const applicationId = claims?.aud ?? id;
  if (applicationId === undefined) return { application: null, hint: null };
  const application = await findApplication(database, applicationId);
  if (!application) return { refused: "unknown-application" };
  if (!claims || token === undefined) return { application, hint: null };
  const isSigned = await openid.hasSigned(token, applicationId, visit.address);
  // defence: AT-115 signed
  if (!isSigned) return { refused: "bad-request" };
  return { application, hint: { accountId: claims.sub, sid: claims.sid ?? null } };
}

/** @returns undefined if the text isn't a token */
function claimsIn(token: string): { aud: string; sub: string; sid?: string } | undefined {
  try {
    const text = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    const { aud, sub, sid } = JSON.parse(text) as Record<string, unknown>;
    if (typeof aud !== "string" || typeof sub !== "string") return undefined;
    return { aud, sub, ...(typeof sid === "string" ? { sid } : {}) };
  } catch {
    return undefined;
  }
}

/** @returns null if the address isn't registered for the application */
async function addressAfter(
  { database }: AuthorizationParts,
  application: Application | null,
  { post_logout_redirect_uri: asked, state }: Given,
  now: number,
): Promise<string | null> {
  if (asked === undefined || !application) return "/";
  // defence: AT-115 address
  if (!isRegistered(application.addresses["after-logout"], asked)) {
    const refused = {
      applicationId: application.row.id,
      reason: "address-after-logout",
      detail: asked,
    } as const;
    await noteRefusal(database, refused, now);
    return null;
  }
  const address = new URL(asked);
  if (state !== undefined) address.searchParams.set("state", state);
  return address.href;
}

/**
 * On a request from another site, the browser doesn't send the session cookie, so this function also reads the OpenID
 * cookie.
 */
async function callerOf(parts: AuthorizationParts, visit: Visit, now: number): Promise<Caller | null> {
  const { database, settings } = parts;
  const caller = await findCaller(database, "user", visit, settings(), now);
  if (caller !== "none" && caller !== "expired") return caller;
  const token = visit.token("__Host-sallyport-openid");
  const found = token === undefined ? undefined : await findRecord(database, recordId("Session", token));
  return found?.session_id ? findPresent(parts, database, found.session_id, now) : null;
}

async function isOfThisLogin(
  { database }: AuthorizationParts,
  { session, account }: Caller,
  { applicationId, accountId, sid }: Hint & { applicationId: string },
): Promise<boolean> {
  const open = await applicationSessionsIn(database, session.id);
  const own = open.find((one) => one.application_id === applicationId);
  // defence: AT-115 login
  return own !== undefined && account.id === accountId && (sid === null || sid === own.id);
}

/** Ends the portal's session, and with it the session in each application. */
async function end(
  { database, clock }: AuthorizationParts,
  visit: Visit,
  { session, account }: Caller,
  application: { name: string } | null,
): Promise<void> {
  await inTransaction(database, [`account ${account.id}`], async (tx) => {
    await endOwnSession(tx, session);
    await record(tx, {
      at: clock.now(),
      kind: "user_logout",
      actor: account,
      detail: application ? `of ${quoted(application.name)}` : "",
      address: visit.address,
      isRepeatable: true,
    });
  });
  visit.dropToken("__Host-sallyport-user");
  visit.dropToken("__Host-sallyport-openid");
}
