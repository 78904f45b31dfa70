import { loggedIn } from "@sallyport/contract/activity-logins";
import type { PendingTotp, Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { isTooOldToConfirm } from "../factors/rules/pending.ts";
import { findPending } from "../factors/totp.repository.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { endOwnSession, renewSession } from "../sessions/sessions.repository.ts";
import { arrive } from "./arrival.ts";
import { bindApp } from "./bind-app.ts";
import { type Caller, standingOf } from "./caller.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import { finishSession, returnToSetUp } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { describe } from "./whereabouts.ts";

export async function beginSetUp(
  { database, clock, totp }: SignInParts,
  { caller, visit }: Actor<Caller>,
): Promise<PendingTotp> {
  const now = clock.now();
  return inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const { session, account } = await standFor(tx, caller, "set-up-begun", now);
    const browserHash = hashOf(visit.keepBrowserToken());
    const { shown, isToBeRecorded } = await totp.pending(tx, { account, browserHash, now });
    if (isToBeRecorded) {
      const kind = eventOf(session.realm, "totp_start_enrollment", "admin_totp_start_enrollment");
      await record(tx, { at: now, kind, actor: account, address: visit.address, isRepeatable: true });
    }
    return shown;
  });
}

export function confirmSetUp(
  parts: SignInParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Whereabouts> {
  return submitProof(parts, actor, "set-up-confirmed", (tx, here, now) =>
    checkFirstPasscode(parts, tx, here, { code, visit: actor.visit, now }),
  );
}

interface FirstPasscode {
  code: string;
  name?: string;
  visit: Visit;
  now: number;
}

export async function checkFirstPasscode(
  parts: SignInParts,
  tx: Queryable,
  here: Caller,
  { code, name, visit, now }: FirstPasscode,
): Promise<Checked> {
  const { account } = here;
  const factor = await findPending(tx, account.id, hashOf(visit.keepBrowserToken()));
  if (!factor || isTooOldToConfirm(factor.created_at, now)) throw new Refused("not-now");
  const result = await parts.totp.checkPending(tx, { accountId: account.id, factor, code, now });
  const app = { factor, ...(name === undefined ? {} : { name }), visit, now };
  return { result, method: "totp", amr: ["otp"], effect: () => bindApp(parts, tx, here, app) };
}

export async function postponeSetUp(
  parts: SignInParts,
  { caller, visit }: Actor<Caller>,
): Promise<Whereabouts> {
  const { database, clock } = parts;
  const now = clock.now();
  const { token, whereabouts } = await inTransaction(
    database,
    [`account ${caller.account.id}`],
    async (tx) => {
      const here = await standFor(tx, caller, "set-up-postponed", now);
      const finished = { ...here.session, unfinished_since: null };
      const standing = standingOf(here, finished, now);
      if (standing.at !== "signed-in") throw new Refused("not-now");
      const renewed = await finishSession(tx, here.session, here.account, {}, now);
      await arrive(parts, tx, here.account, { visit, now });
      // A user who came back to set-up had already logged in, so no new login is recorded.
      if (here.session.is_binding_late === 0) {
        const kind = eventOf(here.session.realm, "user_login_attempt", "admin_login_attempt");
        const detail = `set-up postponed${loggedIn}`;
        await record(tx, { at: now, kind, actor: here.account, detail, address: visit.address });
      }
      return { token: renewed, whereabouts: describe(here, standing, now) };
    },
  );
  visit.keepToken(sessionCookie(caller.session.realm), token);
  return whereabouts;
}

export async function resumeSetUp(
  { database, clock }: SignInParts,
  { caller }: Pick<Actor<Caller>, "caller">,
): Promise<Whereabouts> {
  const now = clock.now();
  return inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, "set-up-resumed", now);
    const standing = standingOf(here, { ...here.session, unfinished_since: now }, now);
    if (standing.at === "set-up") await returnToSetUp(tx, here.session, now);
    return describe(here, standing, now);
  });
}

export async function acknowledgeSetUp(
  { database, clock }: SignInParts,
  { caller, visit }: Actor<Caller>,
): Promise<Whereabouts> {
  const now = clock.now();
  const { realm } = caller.session;
  const arrived = await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, "set-up-acknowledged", now);
    const standing = standingOf(here, { ...here.session, awaits_acknowledgement: 0 }, now);
    if (standing.at === "signed-in") {
      const token = await renewSession(tx, here.session, { awaits_acknowledgement: 0 });
      return { token, whereabouts: describe(here, standing, now) };
    }
    await endOwnSession(tx, here.session);
    const kind = eventOf(realm, "user_logout", "admin_logout");
    const detail = "to log in with the new factor";
    await record(tx, { at: now, kind, actor: here.account, detail, address: visit.address });
    return null;
  });
  if (arrived) visit.keepToken(sessionCookie(realm), arrived.token);
  else visit.dropToken(sessionCookie(realm));
  return arrived?.whereabouts ?? { at: "start" };
}
