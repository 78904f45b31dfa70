import { loggedIn } from "@sallyport/contract/activity-logins";
import type { PasskeyAssertion, PasskeyChallenge } from "@sallyport/contract/passkey";
import { quoted } from "@sallyport/contract/quoted-names";
import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findAccountOfPasskey } from "../accounts/accounts.repository.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { ScopeName } from "../database/scope.ts";
import { inTransaction } from "../database/transactions.ts";
import { isForAutofill } from "../factors/autofill-challenges.ts";
import { accountOfUserHandle } from "../factors/passkey-challenges.ts";
import { challengeIn } from "../factors/passkey-responses.ts";
import { keepPlace } from "../factors/webauthn-challenges.repository.ts";
import type { Visit } from "../http/visit.ts";
import { sessionCookie } from "../http/visit.ts";
import type { JourneyEvent } from "../journey/journey.ts";
import { scopeOfSessionHere } from "../sessions/ending-here.ts";
import { enter } from "./arrival.ts";
import type { Caller } from "./caller.ts";
import { refuseTooManyAtStart, refuseTooManyIn, scopeAtStart, sourceAtStart } from "./passkey-limits.ts";
import {
  bondOf,
  checkAssertion,
  checkNewPasskey,
  checkPasskey,
  methodsIn,
  type NewPasskey,
} from "./passkey-proofs.ts";
import { submitProof } from "./proof-step.ts";
import { eventOf, refuseWithoutSetUpLink, type SignInParts, standFor } from "./step.ts";

/** All callers get the same options, so the options reveal no account. */
export async function askForAnyPasskey(
  { database, clock, passkeys }: SignInParts,
  visit: Visit,
): Promise<PasskeyChallenge> {
  const now = clock.now();
  return inTransaction(database, scopeAtStart(visit), async (tx) => {
    const source = await sourceAtStart(tx, visit);
    await refuseTooManyAtStart(tx, source, now);
    return passkeys.challengeForAny(tx, { bond: bondAtStart(visit, "sign-in"), source, now });
  });
}

/** Needs no limit, because these challenges aren't stored. */
export function askForAutofillPasskey(
  { clock, passkeys }: SignInParts,
  visit: Visit,
): Promise<PasskeyChallenge> {
  return passkeys.challengeForAutofill({ browserHash: hashOf(visit.keepBrowserToken()), now: clock.now() });
}

export async function askForOwnPasskey(
  { database, clock, passkeys }: SignInParts,
  { caller, visit }: Actor<Caller>,
  event: Extract<JourneyEvent, "second-factor-accepted" | "identity-proved">,
): Promise<PasskeyChallenge> {
  const now = clock.now();
  return inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, event, now);
    const own = here.factors.passkeys;
    if (own.length === 0) throw new Refused("not-now");
    await refuseTooManyIn(tx, here.session, now);
    return passkeys.challengeForOwn(tx, { bond: bondOf(here, visit, "assertion"), passkeys: own, now });
  });
}

export async function askForNewPasskey(
  { database, clock, passkeys }: SignInParts,
  { caller, visit }: Actor<Caller>,
  event: Extract<JourneyEvent, "set-up-confirmed" | "security-changed">,
): Promise<PasskeyChallenge> {
  const now = clock.now();
  return inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, event, now);
    refuseWithoutSetUpLink(here);
    await refuseTooManyIn(tx, here.session, now);
    const { account, factors } = here;
    const bond = bondOf(here, visit, "registration");
    return passkeys.challengeForNew(tx, { bond, account, passkeys: factors.passkeys, now });
  });
}

/** A passkey with user verification counts as two factors. */
export async function signInWithPasskey(
  parts: SignInParts,
  visit: Visit,
  { realm, assertion }: { realm: Realm; assertion: PasskeyAssertion },
): Promise<Whereabouts> {
  const { database, clock } = parts;
  const now = clock.now();
  const isAutofill = isForAutofill(challengeIn(assertion.response.clientDataJSON));
  const owner = accountOfUserHandle(assertion.response.userHandle);
  const scope: ScopeName[] = [
    ...scopeAtStart(visit),
    ...(owner === null ? [] : [`account ${owner}` as const]),
    ...(await scopeOfSessionHere(database, realm, visit)),
  ];
  const arrived = await inTransaction(database, scope, async (tx) => {
    // Autofill has its own count, so wrong autofill responses can't block the passkey button.
    const autofillSource = isAutofill ? `autofill ${await sourceAtStart(tx, visit)}` : null;
    if (autofillSource !== null) await refuseTooManyAtStart(tx, autofillSource, now);
    const subject = await findAccountOfPasskey(tx, assertion.id);
    const result = await checkAssertion(parts, tx, subject?.account, {
      assertion,
      passkey: subject?.factors.passkeys.find(({ credential_id }) => credential_id === assertion.id),
      bond: bondAtStart(visit, isAutofill ? "autofill" : "sign-in"),
      owner: { realm, account: subject?.account },
      isVerificationRequired: true,
      address: visit.address,
      now,
    });
    if (result.kind !== "accepted") {
      // Only a response with an open challenge is counted and recorded. Otherwise a flood of other responses
      // would fill the tables.
      if (!result.isResponse) return null;
      const source = autofillSource ?? (await sourceAtStart(tx, visit));
      await keepPlace(tx, { sessionId: null, source, now });
    }
    // A reported login closes the account until its owner chooses a new password (record 0049).
    // defence: AT-91 passkey
    const isClosed = subject?.account.password_hash === null;
    const entry =
      result.kind === "accepted" && subject !== null && !isClosed
        ? await enter(parts, tx, subject, { aal: 2, amr: methodsIn(result).join(" "), realm, visit, now })
        : null;
    await record(tx, {
      at: now,
      kind: eventOf(realm, "user_login_attempt", "admin_login_attempt"),
      actor: subject?.account ?? null,
      outcome: entry ? "success" : "failure",
      detail: `passkey: ${reasonOf(result, isClosed)}${entry?.whereabouts.at === "signed-in" ? loggedIn : ""}`,
      address: visit.address,
      isRepeatable: !entry,
    });
    return entry;
  });
  if (!arrived) throw new Refused("wrong-credentials");
  if (arrived.token) visit.keepToken(sessionCookie(realm), arrived.token);
  return arrived.whereabouts;
}

type AssertionResult = Awaited<ReturnType<typeof checkAssertion>>;

function reasonOf(result: AssertionResult, isClosed: boolean): string {
  if (result.kind !== "accepted") return result.reason;
  return isClosed ? "a login was reported, and no new password is chosen yet" : quoted(result.passkey.name);
}

export function submitPasskey(
  parts: SignInParts,
  actor: Actor<Caller>,
  { assertion }: { assertion: PasskeyAssertion },
): Promise<Whereabouts> {
  return submitProof(parts, actor, "second-factor-accepted", (tx, here, now) =>
    checkPasskey(parts, tx, here, { assertion, visit: actor.visit, now }),
  );
}

export function setUpPasskey(
  parts: SignInParts,
  actor: Actor<Caller>,
  made: NewPasskey,
): Promise<Whereabouts> {
  return submitProof(parts, actor, "set-up-confirmed", (tx, here, now) =>
    checkNewPasskey(parts, tx, here, { ...made, visit: actor.visit, now }),
  );
}

function bondAtStart(visit: Visit, purpose: "sign-in" | "autofill") {
  return { purpose, browser_hash: hashOf(visit.keepBrowserToken()), session_id: null } as const;
}
