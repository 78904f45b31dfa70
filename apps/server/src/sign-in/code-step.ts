import type { Whereabouts } from "@sallyport/contract/sign-in";
import { findHolder } from "../accounts/accounts.repository.ts";
import { record } from "../audit/audit.ts";
import type { Queryable } from "../database/database.ts";
import type { TotpFactorRow } from "../database/schema.ts";
import type { CodeOutcome } from "../factors/totp.ts";
import { Refused } from "../http/problems.ts";
import { hashOf } from "../http/tokens.ts";
import type { Visit } from "../http/visit.ts";
import { wrongCodesMail } from "../mail/templates.ts";
import { describe, refusalFor } from "./answers.ts";
import type { JourneyEvent } from "./rules/journey.ts";
import { finishSession, noteArrival } from "./sign-in.repository.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import { sessionCookie, standingOf, type Visitor } from "./visitor.ts";

/** What both steps that take a code have in common; they differ in which factor it is for and what it leads to. */
export interface CodeStep {
  event: JourneyEvent;
  factorOf: (tx: Queryable, visitor: Visitor) => Promise<TotpFactorRow | null | undefined>;
  /** Runs once the code is accepted, before the session is renewed, in the same transaction. */
  accepted: (tx: Queryable, visitor: Visitor, factor: TotpFactorRow) => Promise<void>;
  awaitsAcknowledgement: boolean;
}

/** Judges a code and, where it is accepted, lifts the session to AAL2 under a new token: all of it, or nothing. */
export async function submitCode(
  parts: SignInParts,
  visitor: Visitor,
  { code, visit, step }: { code: string; visit: Visit; step: CodeStep },
): Promise<Whereabouts> {
  const { database, clock, totp } = parts;
  const now = clock.now();
  const { realm } = visitor.session;
  const result = await database.transaction().execute(async (tx) => {
    const here = await standFor(tx, visitor, step.event, now);
    const factor = await step.factorOf(tx, here);
    if (!factor) throw new Refused("not-now");
    const outcome = await totp.judge(tx, factor, code, now);
    await recordCode(tx, here, { outcome, visit, now });
    if (outcome.kind !== "accepted") {
      await tellOwner(parts, tx, here, { outcome, visit, now });
      return { outcome };
    }
    await step.accepted(tx, here, factor);
    const { account } = here.holder;
    const changes = {
      aal: 2,
      amr: "pwd otp",
      awaits_acknowledgement: step.awaitsAcknowledgement ? 1 : 0,
    } as const;
    const token = await finishSession(tx, here.session, account, changes, now);
    await noteArrival(tx, account, {
      address: visit.address,
      browserHash: hashOf(visit.browserToken()),
      now,
    });
    const holder = (await findHolder(tx, account.id)) ?? here.holder;
    const standing = standingOf(holder, { ...here.session, ...changes, unfinished_since: null }, now);
    return { outcome, token, whereabouts: describe(holder, standing, now) };
  });
  if (result.whereabouts === undefined) throw refusalFor(result.outcome, now);
  visit.keepToken(sessionCookie(realm), result.token);
  return result.whereabouts;
}

interface Judged {
  outcome: CodeOutcome;
  visit: Visit;
  now: number;
}

async function recordCode(tx: Queryable, { session, holder }: Visitor, judged: Judged): Promise<void> {
  const { outcome, visit, now } = judged;
  await record(tx, {
    at: now,
    kind: eventOf(session.realm, "user_login_attempt", "admin_login_attempt"),
    actor: holder.account,
    outcome: outcome.kind === "accepted" ? "success" : "failure",
    detail: `totp: ${outcome.kind}`,
    address: visit.address,
  });
}

async function tellOwner(
  { outbox }: SignInParts,
  tx: Queryable,
  { holder }: Visitor,
  { outcome, visit, now }: Judged,
): Promise<void> {
  if (!("isOwnerToBeTold" in outcome)) return;
  const { account } = holder;
  if (outcome.isOwnerToBeTold) await outbox.queue(tx, wrongCodesMail(account, visit.address), now);
  if (outcome.isNowDisabled) {
    const detail = "authenticator disabled after 100 wrong codes in a row";
    await record(tx, { at: now, kind: "user_lockout", actor: account, detail, address: visit.address });
  }
}
