import type { PasskeyAssertion, PasskeyRegistration } from "@sallyport/contract/passkey";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, PasskeyRow } from "../database/schema.ts";
import type { GivenAssertion, Verdict } from "../factors/passkeys.ts";
import { dropPending } from "../factors/totp.repository.ts";
import type { ChallengeBond } from "../factors/webauthn-challenges.repository.ts";
import type { Visit } from "../http/visit.ts";
import { changedPasskeyMail, copiedPasskeyMail, passkeyAddedMail } from "../mail/templates/factors.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import { keepPlaceIn } from "./passkey-limits.ts";
import type { ProofOfFactor } from "./proofs.ts";
import { eventOf, type SignInParts } from "./step.ts";
import type { Visitor } from "./visitor.ts";

/** An answer of one of the account's own passkeys, at the second step or as a fresh proof. */
export function passkey(parts: SignInParts, assertion: PasskeyAssertion, visit: Visit): ProofOfFactor {
  return async (tx, visitor, now) => {
    const { account, factors } = visitor.holder;
    if (factors.passkeys.length === 0) throw new Refused("not-now");
    const verdict = await judgePasskey(parts, tx, {
      assertion,
      bond: bondOf(visitor, visit, "answer"),
      owner: { accountId: account.id },
      isVerificationRequired: false,
      address: visit.address,
      now,
    });
    const method = "passkey";
    if (verdict.kind !== "accepted") {
      if (verdict.isAnswer) await keepPlaceIn(tx, visitor.session, now);
      return { outcome: verdict, method, amr: [], detail: verdict.reason };
    }
    return { outcome: verdict, method, amr: methodsIn(verdict), detail: verdict.passkey.name };
  };
}

export interface NewPasskey {
  registration: PasskeyRegistration;
  name: string;
  visit: Visit;
}

/** A passkey that was made for this account just now; where all is right, it is bound, and other sessions end. */
export function newPasskey(parts: SignInParts, { registration, name, visit }: NewPasskey): ProofOfFactor {
  return async (tx, visitor, now) => {
    const { account, factors } = visitor.holder;
    const outcome = await parts.passkeys.add(tx, {
      registration,
      bond: bondOf(visitor, visit, "registration"),
      passkeys: factors.passkeys,
      accountId: account.id,
      name,
      address: visit.address,
      now,
    });
    const method = "passkey";
    if (outcome.kind !== "accepted") {
      if (!("isAnswer" in outcome) || outcome.isAnswer) await keepPlaceIn(tx, visitor.session, now);
      return { outcome, method, amr: [], ...("reason" in outcome ? { detail: outcome.reason } : {}) };
    }
    await noteBinding(parts, tx, visitor, { passkey: outcome.passkey, visit, now });
    return { outcome, method, amr: [keyMethod(outcome.passkey)], detail: `${name}, new` };
  };
}

/** For whom a challenge of this session is; what it is for follows from where the visitor stands. */
export function bondOf(
  { session, standing }: Visitor,
  visit: Visit,
  wanted: "answer" | "registration",
): ChallengeBond {
  const answer = standing.at === "second-factor" ? "second-factor" : "renewal";
  return {
    purpose: wanted === "answer" ? answer : wanted,
    browser_hash: hashOf(visit.browserToken()),
    session_id: session.id,
  };
}

/** Judges an answer; its owner gets a mail if the passkey seems copied (WebAuthn Level 3 §6.1.1), or has changed. */
export async function judgePasskey(
  { passkeys, outbox }: SignInParts,
  tx: Queryable,
  given: GivenAssertion,
): Promise<Verdict> {
  const verdict = await passkeys.judge(tx, given);
  if (verdict.kind === "accepted" || !verdict.passkey) return verdict;
  const mail = mailAbout(verdict);
  if (mail === null) return verdict;
  const owner = await ownerOf(tx, verdict.passkey);
  await outbox.queue(tx, mail(owner, verdict.passkey.name, given.address), given.now);
  return verdict;
}

function mailAbout({ kind, isCopySuspected }: Exclude<Verdict, { kind: "accepted" }>) {
  if (kind === "passkey-changed") return changedPasskeyMail;
  return isCopySuspected ? copiedPasskeyMail : null;
}

function ownerOf(tx: Queryable, { account_id }: PasskeyRow): Promise<AccountRow> {
  return tx.selectFrom("accounts").selectAll().where("id", "=", account_id).executeTakeFirstOrThrow();
}

/** RFC 8176 §2. A key that is synchronised counts as software: it is in no one piece of hardware. */
export function methodsIn({
  passkey: used,
  isUserVerified,
}: Extract<Verdict, { kind: "accepted" }>): string[] {
  return isUserVerified ? [keyMethod(used), "user"] : [keyMethod(used)];
}

function keyMethod({ is_synced }: PasskeyRow): "hwk" | "swk" {
  return is_synced === 1 ? "swk" : "hwk";
}

interface Bound {
  passkey: PasskeyRow;
  visit: Visit;
  now: number;
}

/** What is due once a passkey is bound: other sessions end, and the owner is told (ASVS 6.3.7, 7.4.3). */
async function noteBinding(
  { outbox }: SignInParts,
  tx: Queryable,
  { session, holder: { account } }: Visitor,
  { passkey: bound, visit, now }: Bound,
): Promise<void> {
  await dropPending(tx, account.id);
  await endSessions(tx, account.id, session.id);
  const kind = eventOf(session.realm, "passkey_finish_enrollment", "admin_passkey_finish_enrollment");
  const detail = `${bound.name}, ${bound.is_synced === 1 ? "synced" : "bound to a device"}, made by ${bound.aaguid}`;
  await record(tx, { at: now, kind, actor: account, detail, address: visit.address });
  await outbox.queue(tx, passkeyAddedMail(account, bound.name), now);
}
