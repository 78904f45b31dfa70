import type { PasskeyAssertion, PasskeyRegistration } from "@sallyport/contract/passkey";
import { quoted } from "@sallyport/contract/quoted-names";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, PasskeyRow } from "../database/schema.ts";
import { findPasskey } from "../factors/passkeys.repository.ts";
import type { GivenAssertion, PasskeyResult } from "../factors/passkeys.ts";
import { dropPending } from "../factors/totp.repository.ts";
import type { ChallengeBond } from "../factors/webauthn-challenges.repository.ts";
import type { Visit } from "../http/visit.ts";
import { changedPasskeyMail, copiedPasskeyMail, passkeyAddedMail } from "../mail/templates/factors.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import type { Caller } from "./caller.ts";
import { keepPlaceIn } from "./passkey-limits.ts";
import type { Checked } from "./proofs.ts";
import { eventOf, type SignInParts } from "./step.ts";

export async function checkPasskey(
  parts: SignInParts,
  tx: Queryable,
  here: Caller,
  { assertion, visit, now }: { assertion: PasskeyAssertion; visit: Visit; now: number },
): Promise<Checked> {
  const { account, factors } = here;
  if (factors.passkeys.length === 0) throw new Refused("not-now");
  const own = factors.passkeys.find(({ credential_id }) => credential_id === assertion.id);
  const result = await checkAssertion(parts, tx, account, {
    assertion,
    // Also finds a passkey of another account, because the activity log gives a special reason in this case.
    passkey: own ?? (await findPasskey(tx, assertion.id)),
    bond: bondOf(here, visit, "assertion"),
    owner: { accountId: account.id },
    isVerificationRequired: false,
    address: visit.address,
    now,
  });
  const method = "passkey";
  if (result.kind !== "accepted") {
    if (result.isResponse) await keepPlaceIn(tx, here.session, now);
    return { result, method, amr: [], detail: result.reason };
  }
  return { result, method, amr: methodsIn(result), detail: quoted(result.passkey.name) };
}

export interface NewPasskey {
  registration: PasskeyRegistration;
  name: string;
}

export async function checkNewPasskey(
  parts: SignInParts,
  tx: Queryable,
  here: Caller,
  { registration, name, visit, now }: NewPasskey & { visit: Visit; now: number },
): Promise<Checked> {
  const { account, factors } = here;
  const result = await parts.passkeys.add(tx, {
    registration,
    bond: bondOf(here, visit, "registration"),
    passkeys: factors.passkeys,
    accountId: account.id,
    name,
    address: visit.address,
    now,
  });
  const method = "passkey";
  if (result.kind !== "accepted") {
    if (!("isResponse" in result) || result.isResponse) await keepPlaceIn(tx, here.session, now);
    return { result, method, amr: [], ...("reason" in result ? { detail: result.reason } : {}) };
  }
  await noteBinding(parts, tx, here, { passkey: result.passkey, visit, now });
  return { result, method, amr: [keyMethod(result.passkey)], detail: `${quoted(name)}, new` };
}

export function bondOf(
  { session, standing }: Caller,
  visit: Visit,
  wanted: "assertion" | "registration",
): ChallengeBond {
  const assertion = standing.at === "second-factor" ? "second-factor" : "renewal";
  return {
    purpose: wanted === "assertion" ? assertion : wanted,
    browser_hash: hashOf(visit.keepBrowserToken()),
    session_id: session.id,
  };
}

/** Mails the owner if the passkey has changed or seems copied (WebAuthn Level 3 §6.1.1). */
export async function checkAssertion(
  { passkeys, outbox }: SignInParts,
  tx: Queryable,
  owner: AccountRow | undefined,
  given: GivenAssertion,
): Promise<PasskeyResult> {
  const result = await passkeys.check(tx, given);
  if (result.kind === "accepted" || !result.passkey) return result;
  const mail = mailAbout(result);
  if (mail && owner) await outbox.queue(tx, mail(owner, result.passkey.name, given.address), given.now);
  return result;
}

function mailAbout({ kind, isCopySuspected }: Exclude<PasskeyResult, { kind: "accepted" }>) {
  if (kind === "passkey-changed") return changedPasskeyMail;
  return isCopySuspected ? copiedPasskeyMail : null;
}

/**
 * Returns authentication methods (RFC 8176 §2). A synced passkey counts as a software key, because several
 * devices can hold it.
 */
export function methodsIn({
  passkey: used,
  isUserVerified,
}: Extract<PasskeyResult, { kind: "accepted" }>): string[] {
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

/** Ends other sessions and mails the owner (ASVS 6.3.7, 7.4.3). */
async function noteBinding(
  { outbox }: SignInParts,
  tx: Queryable,
  { session, account }: Caller,
  { passkey: bound, visit, now }: Bound,
): Promise<void> {
  await dropPending(tx, account.id);
  await endSessions(tx, account.id, session.id);
  const kind = eventOf(session.realm, "passkey_finish_enrollment", "admin_passkey_finish_enrollment");
  const detail = `${quoted(bound.name)}, ${bound.is_synced === 1 ? "synced" : "bound to a device"}, made by ${bound.aaguid}`;
  await record(tx, { at: now, kind, actor: account, detail, address: visit.address });
  await outbox.queue(tx, passkeyAddedMail(account, bound.name), now);
}
