import type { Whereabouts } from "@sallyport/contract/sign-in";
import { findHolder } from "../accounts/accounts.repository.ts";
import { sessionFacts } from "../accounts/facts.ts";
import { record } from "../activity/activity.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import { isTooLateToCount, type JourneyEvent } from "../journey/journey.ts";
import { factorDisabledMail, wrongCodesMail } from "../mail/templates/attempts.ts";
import { renewSession } from "../sessions/sessions.repository.ts";
import { describe, refusalFor } from "./answers.ts";
import type { Judgement, Outcome, ProofOfFactor } from "./proofs.ts";
import { finishSession, noteArrival } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { standingOf, type Visitor } from "./visitor.ts";

/** What all steps that take a proof have in common; they differ in what is proved and what it leads to. */
export interface ProofStep {
  event: JourneyEvent;
  proof: ProofOfFactor;
  /** A page of its own says so first, and is left on purpose. */
  awaitsAcknowledgement?: boolean;
}

/**
 * Judges a proof. If it is accepted, the session rises to AAL2 under a new token, unless the proof binds a first factor too
 * late: then the session only gets the token. All of it happens, or nothing.
 */
export async function submitProof(
  parts: SignInParts,
  visitor: Visitor,
  visit: Visit,
  { event, proof, awaitsAcknowledgement = false }: ProofStep,
): Promise<Whereabouts> {
  const { database, clock } = parts;
  const now = clock.now();
  const result = await database.transaction().execute(async (tx) => {
    const here = await standFor(tx, visitor, event, now);
    const judgement = await proof(tx, here, now);
    const { outcome } = judgement;
    if (isWorthRecording(outcome)) await recordProof(tx, here, { judgement, visit, now });
    if (outcome.kind !== "accepted") {
      await tellOwner(parts, tx, here, { judgement, visit, now });
      return { outcome };
    }
    await judgement.effect?.();
    const changes = {
      ...(isTooLateToCount(event, sessionFacts(here.session)) ? bindingLate : raised(here, judgement, now)),
      awaits_acknowledgement: awaitsAcknowledgement ? 1 : 0,
    } as const;
    const token = await renew(tx, here, changes, visit, now);
    const holder = (await findHolder(tx, here.holder.account.id)) ?? here.holder;
    const standing = standingOf(holder, { ...here.session, ...changes, unfinished_since: null }, now);
    return { outcome, token, whereabouts: describe(holder, standing, now) };
  });
  if (result.whereabouts === undefined) throw refusalFor(result.outcome, now);
  visit.keepToken(sessionCookie(visitor.session.realm), result.token);
  return result.whereabouts;
}

const bindingLate = { is_binding_late: 1 } as const;

function raised({ session }: Visitor, { amr }: Judgement, now: number) {
  const methods = new Set([...session.amr.split(" "), ...amr]);
  return { aal: 2, amr: [...methods].join(" "), authenticated_at: now } as const;
}

type Changes = Parameters<typeof finishSession>[3];

/** A sign-in that was unfinished is finished by its proof; a session that had arrived only gets a new token. */
async function renew(
  tx: Queryable,
  { session, holder: { account } }: Visitor,
  changes: Changes,
  visit: Visit,
  now: number,
): Promise<string> {
  if (session.unfinished_since === null) return renewSession(tx, session, { ...changes, last_seen_at: now });
  const token = await finishSession(tx, session, account, changes, now);
  const browserHash = hashOf(visit.browserToken());
  await noteArrival(tx, account, { address: visit.address, browserHash, now });
  return token;
}

/**
 * What nobody looked at is no news, however often it is sent: of all that one wait holds off the first is recorded, and
 * nothing that answers no question of ours. Or whoever knows a password could fill the record as fast as they send.
 */
function isWorthRecording(outcome: Outcome): boolean {
  if ("isFirst" in outcome) return outcome.isFirst;
  return !("isAnswer" in outcome) || outcome.isAnswer;
}

interface Judged {
  judgement: Judgement;
  visit: Visit;
  now: number;
}

async function recordProof(tx: Queryable, { session, holder }: Visitor, judged: Judged): Promise<void> {
  const {
    judgement: { method, outcome, detail },
    visit,
    now,
  } = judged;
  await record(tx, {
    at: now,
    kind: eventOf(session.realm, "user_login_attempt", "admin_login_attempt"),
    actor: holder.account,
    outcome: outcome.kind === "accepted" ? "success" : "failure",
    detail: detail === undefined ? `${method}: ${outcome.kind}` : `${method}: ${outcome.kind}, ${detail}`,
    address: visit.address,
    isRepeatable: outcome.kind !== "accepted",
  });
}

async function tellOwner(
  { outbox }: SignInParts,
  tx: Queryable,
  { holder }: Visitor,
  { judgement: { method, outcome }, visit, now }: Judged,
): Promise<void> {
  if (!("isOwnerToBeTold" in outcome)) return;
  const { account } = holder;
  if (outcome.isOwnerToBeTold) await outbox.queue(tx, wrongCodesMail(account, visit.address), now);
  if (outcome.isNowDisabled) {
    const what = method === "recovery-code" ? "recovery codes" : "authenticator apps";
    await outbox.queue(tx, factorDisabledMail(account, what, visit.address), now);
    const detail = `${what} disabled after 100 wrong codes in a row`;
    await record(tx, { at: now, kind: "user_lockout", actor: account, detail, address: visit.address });
  }
}
