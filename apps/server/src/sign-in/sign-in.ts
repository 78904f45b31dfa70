import type { PendingTotp, Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { lockIfDeadlinePassed } from "../accounts/deadline-lock.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import { endOwnSession, renewSession } from "../sessions/sessions.repository.ts";
import { describe } from "./answers.ts";
import { bindApp } from "./bind-app.ts";
import { submitProof } from "./proof-step.ts";
import { firstPasscode, passcode } from "./proofs.ts";
import { endEarlierSession, finishSession, noteArrival } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { findVisitor, standingOf, type Visitor } from "./visitor.ts";

/** Where this browser stands. Never refuses: whoever is nobody stands at the start. */
export async function whereAmI(parts: SignInParts, realm: Realm, visit: Visit): Promise<Whereabouts> {
  const { database, clock, outbox } = parts;
  const now = clock.now();
  const visitor = await findVisitor(database, realm, visit, now);
  if (visitor === "nobody" || visitor === "expired") return { at: "start" };
  if (visitor.standing.at === "locked") {
    const { id } = visitor.holder.account;
    const isLocked = await database.transaction().execute((tx) => lockIfDeadlinePassed(tx, outbox, id, now));
    if (!isLocked) return whereAmI(parts, realm, visit);
  }
  return describe(visitor.holder, visitor.standing, now);
}

export function submitPasscode(
  parts: SignInParts,
  visitor: Visitor,
  code: string,
  visit: Visit,
): Promise<Whereabouts> {
  return submitProof(parts, visitor, visit, {
    event: "second-factor-accepted",
    proof: passcode(parts, code),
  });
}

export async function beginSetUp(
  { database, clock, totp }: SignInParts,
  visitor: Visitor,
  visit: Visit,
): Promise<PendingTotp> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, visitor, "set-up-begun", now);
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

export function confirmSetUp(
  parts: SignInParts,
  visitor: Visitor,
  code: string,
  visit: Visit,
): Promise<Whereabouts> {
  const now = parts.clock.now();
  const proof = firstPasscode(parts, {
    code,
    browserHash: hashOf(visit.browserToken()),
    bind: (tx, here, factor) => bindApp(parts, tx, here, { factor, visit, now }),
  });
  return submitProof(parts, visitor, visit, {
    event: "set-up-confirmed",
    proof,
    awaitsAcknowledgement: true,
  });
}

export async function postponeSetUp(
  { database, clock }: SignInParts,
  visitor: Visitor,
  visit: Visit,
): Promise<Whereabouts> {
  const now = clock.now();
  const { realm } = visitor.session;
  const { token, whereabouts } = await database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, visitor, "set-up-postponed", now);
    const finished = { ...session, unfinished_since: null };
    const standing = standingOf(holder, finished, now);
    if (standing.at !== "signed-in") throw new Refused("not-now");
    const renewed = await finishSession(tx, session, holder.account, {}, now);
    const browserHash = hashOf(visit.browserToken());
    await noteArrival(tx, holder.account, { address: visit.address, browserHash, now });
    return { token: renewed, whereabouts: describe(holder, standing, now) };
  });
  visit.keepToken(sessionCookie(realm), token);
  return whereabouts;
}

export async function resumeSetUp({ database, clock }: SignInParts, visitor: Visitor): Promise<Whereabouts> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, visitor, "set-up-resumed", now);
    const standing = standingOf(holder, { ...session, unfinished_since: now }, now);
    if (standing.at !== "set-up") return describe(holder, standing, now);
    const changes = { unfinished_since: now, is_binding_late: 1 } as const;
    await tx.updateTable("sessions").set(changes).where("id", "=", session.id).execute();
    return describe(holder, standing, now);
  });
}

/** Ends the session if the factor was bound too late for it and a factor is required: the next login takes both. */
export async function acknowledgeSetUp(
  { database, clock }: SignInParts,
  visitor: Visitor,
  visit: Visit,
): Promise<Whereabouts> {
  const now = clock.now();
  const { realm } = visitor.session;
  const arrived = await database.transaction().execute(async (tx) => {
    const { session, holder } = await standFor(tx, visitor, "set-up-acknowledged", now);
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

/** Logs out, or gives up an unfinished sign-in. Whoever is not there has left already. */
export async function leave({ database, clock }: SignInParts, realm: Realm, visit: Visit): Promise<void> {
  const now = clock.now();
  const visitor = await findVisitor(database, realm, visit, now);
  const token = visit.token(sessionCookie(realm));
  visit.dropToken(sessionCookie(realm));
  if (visitor === "nobody") return;
  await database.transaction().execute(async (tx) => {
    // An expired one ends too: a clock that is set back would bring it to life again.
    await endEarlierSession(tx, realm, token);
    if (visitor === "expired") return;
    const kind = eventOf(realm, "user_logout", "admin_logout");
    await record(tx, {
      at: now,
      kind,
      actor: visitor.holder.account,
      address: visit.address,
      isRepeatable: true,
    });
  });
}
