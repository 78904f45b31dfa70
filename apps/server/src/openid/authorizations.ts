import type * as contract from "@sallyport/contract/authorization";
import type { Actor } from "../accounts/parts.ts";
import { second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { AuthorizationRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import { type Caller, findCaller } from "../sign-in/caller.ts";
import { type AuthorizationParts, type Found, findPending, type Named } from "./pending.ts";
import type { Answer } from "./policy.ts";
import { findPresent, isAtHome, presentOf } from "./present.ts";
import { answerAuthorization, extendAuthorization } from "./records/authorizations.repository.ts";
import { findRecord, recordId } from "./records/records.repository.ts";
import { acrOf, amrOf } from "./rules/assurance.ts";
import { authorizationLasts } from "./rules/authorization-times.ts";
import { type Need, needOf } from "./rules/needs.ts";
import type { Parameters } from "./rules/parameters.ts";
import { askedOf } from "./standing.ts";

export async function showAuthorization(
  parts: AuthorizationParts,
  visit: Visit,
  named: Named,
): Promise<contract.Authorization> {
  const { database, clock, settings } = parts;
  const leaving = await findPending(parts, visit, named, "log-out");
  if (leaving) {
    const { application } = leaving.pending;
    return { at: "log-out", application: application && { ...application, isTrial: false } };
  }
  const found = await findPending(parts, visit, named, "log-in");
  if (!found) throw new Refused("link-invalid");
  await keepOpened(parts, found.row);
  const caller = await findCaller(database, "user", visit, settings(), clock.now());
  const present = caller === "none" || caller === "expired" || !isAtHome(caller) ? null : caller;
  const { need, application } = await stateOf(parts, found, present);
  const { params, lastSubmission } = found.pending;
  if (need === "login") return { at: need, application, loginHint: shownHint(params) };
  if (need === "no-access" || need === "other-account") return { at: "refused", application, reason: need };
  // If the library returned to the page although nothing is missing, the page waits for a click. Otherwise, the browser
  // could be redirected in an endless loop.
  const isRepeated = lastSubmission !== undefined;
  if (need === "confirmation" || (need === "ready" && isRepeated))
    return { at: "confirmation", application, name: present?.account.name ?? "" };
  return { at: need, application };
}

async function keepOpened(
  { database }: AuthorizationParts,
  { id, started_at, expires_at: before }: AuthorizationRow,
): Promise<void> {
  const expires_at = started_at + authorizationLasts;
  if (before < expires_at) await extendAuthorization(database, { id, expires_at });
}

const longestHint = 254;

function shownHint({ login_hint: hint }: Parameters): string | null {
  return hint === undefined || hint.length > longestHint ? null : hint;
}

interface Shown {
  id: string;
  name: string;
  isTrial: boolean;
}

async function stateOf(
  { database, clock }: AuthorizationParts,
  { row, pending }: Found<"log-in">,
  present: Caller | null,
): Promise<{ need: Need; application: Shown }> {
  const request = { parameters: pending.params, startedAt: row.started_at, isConfirmed: false };
  const found = await askedOf(database, request, present?.account ?? null);
  if (!found) throw new Refused("link-invalid");
  const { id, name } = found.application.row;
  const need = needOf(found.asked, present && presentOf(present), clock.now());
  return { need, application: { id, name, isTrial: pending.trial !== undefined } };
}

/** Checks again what is missing, because the page could be outdated. */
export async function finishAuthorization(
  parts: AuthorizationParts,
  { caller, visit }: Actor<Caller>,
  { id, isConfirmed }: Named & { isConfirmed: boolean },
): Promise<{ address: string }> {
  const now = parts.clock.now();
  const found = await findPending(parts, visit, { id }, "log-in");
  if (!found) throw new Refused("link-invalid");
  const { need } = await stateOf(parts, found, caller);
  if (need !== "ready" && !(need === "confirmation" && isConfirmed)) throw new Refused("not-now");
  const { session, account } = caller;
  const answer: Answer = { sessionId: session.id, startedAt: found.row.started_at, answeredAt: now };
  const login = {
    accountId: account.id,
    acr: acrOf(session),
    amr: amrOf(session),
    ts: Math.floor(session.authenticated_at / second),
    remember: false,
  };
  const result = { login, consent: {}, select_account: {}, answer };
  await store(parts, found, { account, session_id: session.id, result });
  return { address: onward(id, found) };
}

export async function cancelAuthorization(
  parts: AuthorizationParts,
  visit: Visit,
  named: Named,
): Promise<{ address: string }> {
  const found = await findPending(parts, visit, named, "log-in");
  if (!found) throw new Refused("link-invalid");
  const result = { error: "access_denied", error_description: "the user did not log in" };
  await store(parts, found, { account: null, session_id: null, result });
  return { address: onward(named.id, found) };
}

/** A trial ends on a page of the console, and never at the application. */
function onward(id: string, { pending: { trial, params } }: Found<"log-in">): string {
  return trial ? `/admin/applications/${params.client_id ?? ""}/try/${id}` : `/oidc/auth/${id}`;
}

async function store(
  { database }: AuthorizationParts,
  { row, pending }: Found<"log-in">,
  {
    account,
    session_id,
    result,
  }: { account: { id: string } | null; session_id: string | null; result: object },
): Promise<void> {
  await inTransaction(database, account ? [`account ${account.id}`] : [], (tx) =>
    answerAuthorization(tx, row.id, { session_id, payload: JSON.stringify({ ...pending, result }) }),
  );
}

/** @returns the library's own cookies, or why the authorization can't be resumed */
export async function cookiesToResume(
  parts: AuthorizationParts,
  visit: Visit,
  id: string,
): Promise<Record<string, string> | "over" | "waiting"> {
  const found = await findPending(parts, visit, { id }, "log-in");
  // defence: AT-160 code
  if (!found || found.pending.trial) return "over";
  if (!(await isAnswered(parts, found))) return "waiting";
  const cookie = visit.token("__Host-sallyport-openid");
  const record =
    cookie === undefined ? undefined : await findRecord(parts.database, recordId("Session", cookie));
  // If the library got the session of another account, it would show its own form for switching accounts.
  const isSame = cookie !== undefined && record !== undefined && record.session_id === found.row.session_id;
  return { resume: id, ...(isSame ? { session: cookie } : {}) };
}

/** False if there is no answer yet, or if the session that gave the answer has ended. */
export async function isAnswered(
  parts: AuthorizationParts,
  { row: { session_id: sessionId }, pending }: Found<"log-in">,
): Promise<boolean> {
  if (pending.result === undefined) return false;
  return (
    sessionId === null || (await findPresent(parts, parts.database, sessionId, parts.clock.now())) !== null
  );
}
