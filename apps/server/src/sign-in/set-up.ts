import type { PendingTotp, Whereabouts } from "@sallyport/contract/sign-in";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import { isTooOldToConfirm } from "../factors/rules/pending.ts";
import { findPending } from "../factors/totp.repository.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { endOwnSession, renewSession } from "../sessions/sessions.repository.ts";
import { describe } from "./answers.ts";
import { bindApp } from "./bind-app.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import { finishSession, noteArrival, returnToSetUp } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { type Act, standingOf, type Visitor } from "./visitor.ts";

export async function beginSetUp(
  { database, clock, totp }: SignInParts,
  { asker, visit }: Act,
): Promise<PendingTotp> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, asker, "set-up-begun", now);
    const { account } = holder;
    const browserHash = hashOf(visit.browserToken());
    const { shown, isToBeRecorded } = await totp.pending(tx, { account, browserHash, now });
    if (isToBeRecorded) {
      const kind = eventOf(session.realm, "totp_start_enrollment", "admin_totp_start_enrollment");
      await record(tx, { at: now, kind, actor: account, address: visit.address, isRepeatable: true });
    }
    return shown;
  });
}

export function confirmSetUp(parts: SignInParts, act: Act, { code }: { code: string }): Promise<Whereabouts> {
  return submitProof(parts, act, "set-up-confirmed", (tx, here, now) =>
    checkFirstPasscode(parts, tx, here, { code, visit: act.visit, now }),
  );
}

interface FirstPasscode {
  code: string;
  /** What the app is called from now on. */
  name?: string;
  visit: Visit;
  now: number;
}

/** Checks the number that an app shows for the secret which this browser is setting up; the right one binds the app. */
export async function checkFirstPasscode(
  parts: SignInParts,
  tx: Queryable,
  here: Visitor,
  { code, name, visit, now }: FirstPasscode,
): Promise<Checked> {
  const { account } = here.holder;
  const factor = await findPending(tx, account.id, hashOf(visit.browserToken()));
  if (!factor || isTooOldToConfirm(factor.created_at, now)) throw new Refused("not-now");
  const result = await parts.totp.checkPending(tx, { accountId: account.id, factor, code, now });
  const app = { factor, ...(name === undefined ? {} : { name }), visit, now };
  return { result, method: "totp", amr: ["otp"], effect: () => bindApp(parts, tx, here, app) };
}

export async function postponeSetUp(
  { database, clock }: SignInParts,
  { asker, visit }: Act,
): Promise<Whereabouts> {
  const now = clock.now();
  const { token, whereabouts } = await database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, asker, "set-up-postponed", now);
    const finished = { ...session, unfinished_since: null };
    const standing = standingOf(holder, finished, now);
    if (standing.at !== "signed-in") throw new Refused("not-now");
    const renewed = await finishSession(tx, session, holder.account, {}, now);
    const browserHash = hashOf(visit.browserToken());
    await noteArrival(tx, holder.account, { address: visit.address, browserHash, now });
    return { token: renewed, whereabouts: describe(holder, standing, now) };
  });
  visit.keepToken(sessionCookie(asker.session.realm), token);
  return whereabouts;
}

export async function resumeSetUp(
  { database, clock }: SignInParts,
  { asker }: Pick<Act, "asker">,
): Promise<Whereabouts> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, asker, "set-up-resumed", now);
    const standing = standingOf(holder, { ...session, unfinished_since: now }, now);
    if (standing.at === "set-up") await returnToSetUp(tx, session, now);
    return describe(holder, standing, now);
  });
}

/** Ends the session if the factor was bound too late for it and a factor is required: the next login takes both. */
export async function acknowledgeSetUp(
  { database, clock }: SignInParts,
  { asker, visit }: Act,
): Promise<Whereabouts> {
  const now = clock.now();
  const { realm } = asker.session;
  const arrived = await database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, asker, "set-up-acknowledged", now);
    const standing = standingOf(holder, { ...session, awaits_acknowledgement: 0 }, now);
    if (standing.at === "signed-in") {
      const token = await renewSession(tx, session, { awaits_acknowledgement: 0 });
      return { token, whereabouts: describe(holder, standing, now) };
    }
    await endOwnSession(tx, session);
    const kind = eventOf(realm, "user_logout", "admin_logout");
    const detail = "to log in with the new factor";
    await record(tx, { at: now, kind, actor: holder.account, detail, address: visit.address });
    return null;
  });
  if (arrived) visit.keepToken(sessionCookie(realm), arrived.token);
  else visit.dropToken(sessionCookie(realm));
  return arrived?.whereabouts ?? { at: "start" };
}
