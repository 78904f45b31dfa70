import { loggedIn } from "@sallyport/contract/activity-logins";
import type { SecondStepMethod, Whereabouts } from "@sallyport/contract/sign-in";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { sessionFacts } from "../accounts/facts.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import type { Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import { isTooLateToCount, type JourneyEvent, mayBindFactor } from "../journey/journey.ts";
import { wrongCodesUntilDisabled } from "../limits/rules/lockout.ts";
import { factorDisabledMail, wrongCodesMail } from "../mail/templates/attempts.ts";
import { renewSession } from "../sessions/sessions.repository.ts";
import { arrive } from "./arrival.ts";
import { type Caller, standingOf } from "./caller.ts";
import type { Check, Checked, ProofResult } from "./proofs.ts";
import { finishSession } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { describe, refusalFor } from "./whereabouts.ts";

/** After these events, the user stays on the same page until they press a button. */
const acknowledged: ReadonlySet<JourneyEvent> = new Set(["set-up-confirmed"]);

/** A factor that is enrolled after the login was finished doesn't raise the session to AAL2. */
export async function submitProof(
  parts: SignInParts,
  { caller, visit }: Actor<Caller>,
  event: JourneyEvent,
  check: Check,
): Promise<Whereabouts> {
  const { database, clock } = parts;
  const now = clock.now();
  const taken = await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, event, now);
    const checked = await check(tx, here, now);
    const { result } = checked;
    const isLate = isTooLateToCount(event, sessionFacts(here.session));
    const finishesLogin = !isLate && here.session.unfinished_since !== null;
    if (isWorthRecording(result)) await recordProof(tx, here, { checked, finishesLogin, visit, now });
    if (result.kind !== "accepted") {
      await tellOwner(parts, tx, here, { checked, visit, now });
      return { refusal: refusalFor(result, now) };
    }
    await checked.effect?.();
    const changes = {
      ...(isLate ? bindingLate : raised(here, checked, now)),
      awaits_acknowledgement: acknowledged.has(event) ? 1 : 0,
    } as const;
    const token = await renew(parts, tx, here, { changes, visit, now });
    const subject = mayBindFactor(event) ? await readAgain(tx, here) : here;
    const standing = standingOf(subject, { ...here.session, ...changes, unfinished_since: null }, now);
    return { token, whereabouts: describe(subject, standing, now) };
  });
  if (taken.refusal) throw taken.refusal;
  visit.keepToken(sessionCookie(caller.session.realm), taken.token);
  return taken.whereabouts;
}

async function readAgain(tx: Queryable, here: Caller): Promise<AccountWithFactors> {
  return (await findAccountWithFactors(tx, here.account.id)) ?? here;
}

const bindingLate = { is_binding_late: 1 } as const;

function raised({ session }: Caller, { amr, bypassUntil }: Checked, now: number) {
  const methods = [...new Set([...session.amr.split(" "), ...amr])].join(" ");
  // defence: AT-95 level
  if (bypassUntil !== undefined) return { aal: 1, amr: methods, bypass_until: bypassUntil } as const;
  return { aal: 2, amr: methods, authenticated_at: now } as const;
}

interface Renewal {
  changes: Parameters<typeof finishSession>[3];
  visit: Visit;
  now: number;
}

async function renew(
  parts: SignInParts,
  tx: Queryable,
  { session, account }: Caller,
  { changes, visit, now }: Renewal,
): Promise<string> {
  if (session.unfinished_since === null) return renewSession(tx, session, { ...changes, last_seen_at: now });
  const token = await finishSession(tx, session, account, changes, now);
  await arrive(parts, tx, account, { visit, now });
  return token;
}

/** Only some refusals are recorded, because an attacker with a stolen password could fill the activity log. */
function isWorthRecording(result: ProofResult): boolean {
  if ("isFirst" in result) return result.isFirst;
  return !("isResponse" in result) || result.isResponse;
}

interface Taken {
  checked: Checked;
  visit: Visit;
  now: number;
}

async function recordProof(
  tx: Queryable,
  { session, account }: Caller,
  { checked, finishesLogin, visit, now }: Taken & { finishesLogin: boolean },
): Promise<void> {
  const { method, result, detail } = checked;
  const isAccepted = result.kind === "accepted";
  const told = detail === undefined ? `${method}: ${result.kind}` : `${method}: ${result.kind}, ${detail}`;
  await record(tx, {
    at: now,
    kind: eventOf(session.realm, "user_login_attempt", "admin_login_attempt"),
    actor: account,
    outcome: isAccepted ? "success" : "failure",
    detail: isAccepted && finishesLogin ? `${told}${loggedIn}` : told,
    address: visit.address,
    isRepeatable: !isAccepted,
  });
}

const disabledThings: Readonly<Record<SecondStepMethod, string>> = {
  totp: "authenticator apps",
  passkey: "passkeys",
  "recovery-code": "recovery codes",
  "bypass-code": "one-time codes from an administrator",
};

async function tellOwner(
  { outbox }: SignInParts,
  tx: Queryable,
  { account }: Caller,
  { checked: { method, result }, visit, now }: Taken,
): Promise<void> {
  if (!("isOwnerToBeTold" in result)) return;
  if (result.isOwnerToBeTold) await outbox.queue(tx, wrongCodesMail(account, visit.address), now);
  if (result.isNowDisabled) {
    const what = disabledThings[method];
    const disabled = { what, wrongCodes: wrongCodesUntilDisabled, address: visit.address };
    await outbox.queue(tx, factorDisabledMail(account, disabled), now);
    const detail = `${what} disabled after ${wrongCodesUntilDisabled} wrong codes in a row`;
    await record(tx, { at: now, kind: "user_lockout", actor: account, detail, address: visit.address });
  }
}
