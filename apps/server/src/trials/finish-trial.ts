import type * as contract from "@sallyport/contract/applications/trials";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { type Application, findApplication } from "../applications/applications.repository.ts";
import { Refused } from "../core/refusal.ts";
import type { AccountRow } from "../database/schema.ts";
import { remoteHeaders } from "../forward-auth/remote-headers.ts";
import { authorizationCookie, type Visit } from "../http/visit.ts";
import { isAnswered, showAuthorization } from "../openid/authorizations.ts";
import { groupsOfAccount } from "../openid/groups-of-account.repository.ts";
import { type AuthorizationParts, type Found, findPending } from "../openid/pending.ts";
import { findPresent } from "../openid/present.ts";
import { useAuthorization } from "../openid/records/authorizations.repository.ts";
import { Trial } from "../openid/trial.ts";
import { type Caller, findCaller } from "../sign-in/caller.ts";
import { redeemTrial } from "./redeem-trial.ts";
import { failed } from "./refused.ts";

interface Named {
  /** The application's ID. */
  id: string;
  /** The ID of the authorization. */
  trial: string;
}

/** The answer goes only to the administrator's session that began the trial, in the same browser. */
export async function finishTrial(
  parts: AuthorizationParts,
  actor: Actor<Caller>,
  { id, trial: authorization }: Named,
): Promise<contract.Trial> {
  const { caller, visit } = actor;
  const application = await findApplication(parts.database, id);
  if (!application) throw new Refused("not-found");
  const found = await findPending(parts, visit, { id: authorization }, "log-in");
  // defence: AT-160 session
  if (found?.pending.trial?.sessionId !== caller.session.id) throw new Refused("link-invalid");
  if (found.pending.params.client_id !== id) throw new Refused("link-invalid");
  if (await isAnswered(parts, found)) return resume(parts, actor, { application, authorization, found });
  const shown = await showAuthorization(parts, visit, { id: authorization });
  if (shown.at !== "refused") return { at: "go", address: `/authorize/${authorization}` };
  await useAuthorization(parts.database, found.row.id);
  visit.dropToken(authorizationCookie(authorization));
  const user = await userHere(parts, visit);
  await note(parts, actor, application, user, "refused");
  return { at: "refused", reason: "no-access", user: user?.email ?? null, detail: "" };
}

interface Resumed {
  application: Application;
  authorization: string;
  found: Found<"log-in">;
}

async function resume(
  parts: AuthorizationParts,
  actor: Actor<Caller>,
  { application, authorization, found }: Resumed,
): Promise<contract.Trial> {
  const { openid, database, clock } = parts;
  const { caller, visit } = actor;
  const browserToken = visit.token(authorizationCookie(authorization)) ?? "";
  const trial = new Trial({ sessionId: caller.session.id, browserToken });
  const { address } = visit;
  const answer = await openid.answer({
    method: "GET",
    url: `/oidc/auth/${authorization}`,
    headers: {},
    body: null,
    address,
    cookies: { resume: authorization },
    trial,
  });
  visit.dropToken(authorizationCookie(authorization));
  if (answer.begun) {
    visit.keepAuthorization(answer.begun.id, answer.begun.browserToken);
    return { at: "go", address: `/authorize/${answer.begun.id}` };
  }
  const { session_id: sessionId } = found.row;
  const present = sessionId === null ? null : await findPresent(parts, database, sessionId, clock.now());
  const account = present?.account ?? null;
  const user = account?.email ?? null;
  const callback = found.pending.params.redirect_uri ?? "";
  const given = codeIn(answer.headers["location"], callback);
  if (given.error === "access_denied") return { at: "refused", reason: "cancelled", user, detail: "" };
  if (given.code === null || account === null) return failed(answer, user);
  const { row } = application;
  const isPublic = row.client_type === "public" || row.kind === "proxy";
  const code = { code: given.code, id: row.id, callback, isPublic, address };
  const claims = await redeemTrial(openid, trial, code);
  if ("refused" in claims) return failed(claims.refused, user);
  await note(parts, actor, application, account, `AAL${trial.login?.aal ?? 1}`);
  if (row.kind === "openid") return { at: "claims", user: account.email, ...claims };
  const headers = remoteHeaders(account, await groupsOfAccount(database, account.id));
  return { at: "headers", user: account.email, headers: Object.entries(headers).map(readable) };
}

function codeIn(location: string | undefined, callback: string) {
  if (location?.startsWith(callback) !== true) return { code: null, error: null };
  const { searchParams } = new URL(location);
  return { code: searchParams.get("code"), error: searchParams.get("error") };
}

/** A header has each byte of UTF-8 as one character. */
function readable([name, value]: [name: string, value: string]) {
  return { name, value: Buffer.from(value, "latin1").toString() };
}

async function userHere(
  { database, settings, clock }: AuthorizationParts,
  visit: Visit,
): Promise<AccountRow | null> {
  const user = await findCaller(database, "user", visit, settings(), clock.now());
  return user === "none" || user === "expired" ? null : user.account;
}

/** The detail ends with the result, so that the application's name can't pretend another one. */
async function note(
  { database, clock }: AuthorizationParts,
  { caller, visit }: Actor<Caller>,
  { row }: Application,
  subject: AccountRow | null,
  result: string,
): Promise<void> {
  await record(database, {
    at: clock.now(),
    kind: "application_login_tried",
    actor: caller.account,
    ...(subject ? { subject } : {}),
    outcome: result === "refused" ? "failure" : "success",
    detail: `${row.name}: ${result}`,
    address: visit.address,
    isRepeatable: true,
  });
}
