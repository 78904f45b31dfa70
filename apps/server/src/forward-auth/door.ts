import { hash } from "node:crypto";
import { type Application, findApplication } from "../applications/applications.repository.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import { attemptCookie, type Visit } from "../http/visit.ts";
import { claimsOf } from "../openid/claims.ts";
import { groupsOfAccount } from "../openid/groups-of-account.repository.ts";
import type { AuthorizationParts } from "../openid/pending.ts";
import { findPresent, presentOf } from "../openid/present.ts";
import { acrOf, amrOf } from "../openid/rules/assurance.ts";
import { needOf } from "../openid/rules/needs.ts";
import { askedOf } from "../openid/standing.ts";
import { markSeen } from "../sessions/sessions.repository.ts";
import { findSessionOfEntry } from "./entries.repository.ts";
import { type Place, redeem } from "./redeem.ts";
import { remoteHeaders } from "./remote-headers.ts";
import { type Asked, callbackIn, newState, returnAddress } from "./rules/asked.ts";

export type DoorAnswer =
  | { at: "open"; headers: Readonly<Record<string, string>> }
  | { at: "go"; address: string }
  | { at: "refused"; status: 400 | 403; text: string };

interface Request extends Asked {
  id: string;
  /** False for nginx, whose `auth_request` can't pass a redirect on. */
  mayRedirect: boolean;
}

/** A proxy asks about every request. Answers aren't cached, so changes apply immediately. */
export async function askDoor(
  parts: AuthorizationParts,
  visit: Visit,
  { id, mayRedirect, isNavigation, uri }: Request,
): Promise<DoorAnswer> {
  const application = await findApplication(parts.database, id);
  const [callback] = application?.addresses.callback ?? [];
  if (application?.row.kind !== "proxy" || callback === undefined) throw new Refused("not-found");
  const place: Place = { id, callback };
  const finished = callbackIn(uri);
  if (finished) {
    if (!mayRedirect || !isNavigation) throw new Refused("not-signed-in");
    return finishLogin(parts, visit, place, finished);
  }
  // No path and no host is open to all: a rule about them would trust what a visitor can write.
  // defence: AT-124
  const answer = await answerToCookie(parts, visit, application);
  if (answer) return answer;
  if (!mayRedirect || !isNavigation || uri === null) throw new Refused("not-signed-in");
  return { at: "go", address: beginLogin(parts, visit, place, uri) };
}

/** @returns null if the user must log in */
async function answerToCookie(
  parts: AuthorizationParts,
  visit: Visit,
  { row }: Application,
): Promise<DoorAnswer | null> {
  const { database, clock } = parts;
  const now = clock.now();
  const token = visit.token("__Host-sallyport-door");
  if (token === undefined) return null;
  const sessionId = await findSessionOfEntry(database, row.id, hashOf(token));
  const caller = sessionId === null ? null : await findPresent(parts, database, sessionId, now);
  if (!caller) return null;
  const request = { parameters: { client_id: row.id }, startedAt: now, isConfirmed: true };
  const found = await askedOf(database, request, caller.account);
  // defence: AT-128
  const need = found && needOf(found.asked, presentOf(caller), now);
  if (need === "no-access") return { at: "refused", status: 403, text: noAccess };
  if (need !== "ready") return null;
  await markSeen(database, caller.session, now);
  const groups = await groupsOfAccount(database, caller.account.id);
  const assertion = await parts.openid.assertion(row.id, {
    ...claimsOf(caller.account, groups),
    acr: acrOf(caller.session),
    amr: amrOf(caller.session),
  });
  return {
    at: "open",
    headers: { ...remoteHeaders(caller.account, groups), "x-sallyport-assertion": assertion },
  };
}

const noAccess = "You can't open this application. Ask an administrator for access.\n";

function beginLogin({ portalOrigin }: AuthorizationParts, visit: Visit, place: Place, uri: string): string {
  const state = newState(newToken(), uri);
  const verifier = newToken();
  visit.keepAttempt(attemptId(state), verifier);
  const parameters = new URLSearchParams({
    client_id: place.id,
    redirect_uri: place.callback,
    response_type: "code",
    scope: "openid",
    state,
    code_challenge: hash("sha256", verifier, "base64url"),
    code_challenge_method: "S256",
  });
  return `${portalOrigin}/oidc/auth?${parameters.toString()}`;
}

/** `state` contains the path of the return. A forged link has another hash, so it finds no cookie. */
function attemptId(state: string): string {
  // defence: AT-126
  return hash("sha256", state, "base64url");
}

async function finishLogin(
  parts: AuthorizationParts,
  visit: Visit,
  place: Place,
  answer: URLSearchParams,
): Promise<DoorAnswer> {
  const state = answer.get("state") ?? "";
  const attempt = attemptCookie(attemptId(state));
  const verifier = visit.token(attempt);
  // defence: AT-127
  if (verifier === undefined || answer.get("iss") !== parts.portalOrigin) return unknownLogin;
  visit.dropToken(attempt);
  const code = answer.get("code");
  if (code === null) return { at: "refused", status: 403, text: notLoggedIn };
  const token = await redeem(parts, place, { code, verifier, address: visit.address });
  if (token === null) return unknownLogin;
  visit.keepTokenForLinks("__Host-sallyport-door", token);
  return { at: "go", address: returnAddress(new URL(place.callback).origin, state) };
}

const unknownLogin: DoorAnswer = {
  at: "refused",
  status: 400,
  text: "This login is over, or it was begun in another browser. Open the application again.\n",
};
const notLoggedIn = "You did not log in. Open the application again.\n";
