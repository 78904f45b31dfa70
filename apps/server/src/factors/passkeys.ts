import type { PasskeyAssertion, PasskeyRegistration } from "@sallyport/contract/passkey";
import type { Realm } from "@sallyport/contract/text";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, PasskeyRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { AutofillChallenges } from "./autofill-challenges.ts";
import {
  type ChallengeRequest,
  challengesOf,
  type PasskeyChallenges,
  userHandleOf,
} from "./passkey-challenges.ts";
import { challengeIn, verifyAssertion, verifyRegistration } from "./passkey-responses.ts";
import { insertPasskey, noteUse } from "./passkeys.repository.ts";
import type { RelyingParty } from "./relying-party.ts";
import { openPublicKey, sealPublicKey } from "./sealed-public-key.ts";
import { type ChallengeBond, spendChallenge } from "./webauthn-challenges.repository.ts";

const mostPerAccount = 10;

export interface Passkeys extends PasskeyChallenges {
  /** A refused response also uses up the challenge. */
  add(tx: Queryable, given: GivenRegistration): Promise<Addition>;
  /** A refused response also uses up the challenge. */
  check(tx: Queryable, given: GivenAssertion): Promise<PasskeyResult>;
}

interface GivenRegistration extends ChallengeRequest {
  registration: PasskeyRegistration;
  accountId: string;
  name: string;
  address: string;
}

type Addition =
  | { kind: "accepted"; passkey: PasskeyRow }
  | { kind: "passkey-taken" | "too-many-factors" }
  | { kind: "passkey-refused"; reason: string; isResponse: boolean };

export interface GivenAssertion {
  assertion: PasskeyAssertion;
  passkey: PasskeyRow | undefined;
  bond: ChallengeBond;
  owner: { accountId: string } | { realm: Realm; account: AccountRow | undefined };
  isVerificationRequired: boolean;
  address: string;
  now: number;
}

export type PasskeyResult =
  | { kind: "accepted"; passkey: PasskeyRow; isUserVerified: boolean }
  | PasskeyRefusal;

interface PasskeyRefusal {
  /** `passkey-changed` means that the signature is right, but the backup flags are wrong. */
  kind: "passkey-refused" | "passkey-changed";
  reason: string;
  passkey: PasskeyRow | undefined;
  /**
   * False if no open challenge matches the response. The activity log omits these refusals, because anyone
   * could fill the log with them.
   */
  isResponse: boolean;
  isCopySuspected: boolean;
}

export function createPasskeys(keys: Keys, party: RelyingParty): Passkeys {
  const autofill = new AutofillChallenges(keys);
  return { ...challengesOf(party, autofill), add, check };

  async function add(tx: Queryable, given: GivenRegistration): Promise<Addition> {
    const { registration, accountId, name, passkeys, bond, address, now } = given;
    const challenge = challengeIn(registration.response.clientDataJSON);
    if (challenge === null)
      return { kind: "passkey-refused", reason: "client data are not of a page of ours", isResponse: false };
    if (!(await spendChallenge(tx, challenge, bond, now))) {
      return { kind: "passkey-refused", reason: "challenge is not open here", isResponse: false };
    }
    if (passkeys.length >= mostPerAccount) return { kind: "too-many-factors" };
    const verified = await verifyRegistration(party, registration, challenge, now);
    if ("refusal" in verified) {
      return { kind: "passkey-refused", reason: verified.refusal, isResponse: true };
    }
    const { credential, aaguid, credentialDeviceType, credentialBackedUp } = verified;
    const passkey = await insertPasskey(tx, {
      account_id: accountId,
      credential_id: credential.id,
      seal: (identity) => sealPublicKey(keys, credential.publicKey, identity),
      name,
      counter: credential.counter,
      transports: (registration.response.transports ?? []).join(" "),
      aaguid,
      is_synced: credentialDeviceType === "multiDevice" ? 1 : 0,
      is_backed_up: credentialBackedUp ? 1 : 0,
      bound_from: address,
      created_at: now,
    });
    return passkey ? { kind: "accepted", passkey } : { kind: "passkey-taken" };
  }

  async function check(tx: Queryable, given: GivenAssertion): Promise<PasskeyResult> {
    const { assertion, passkey, bond, owner, isVerificationRequired, address, now } = given;
    const refuse = (reason: string, { isResponse = true, isCopySuspected = false } = {}): PasskeyRefusal => ({
      kind: "passkey-refused",
      reason,
      passkey,
      isResponse,
      isCopySuspected,
    });
    const challenge = challengeIn(assertion.response.clientDataJSON);
    if (challenge === null) return refuse("client data are not of a page of ours", { isResponse: false });
    const isOpen =
      bond.purpose === "autofill"
        ? await autofill.spend(tx, challenge, { browserHash: bond.browser_hash, now })
        : await spendChallenge(tx, challenge, bond, now);
    if (!isOpen) {
      return refuse("challenge is not open here", { isResponse: false });
    }
    if (!passkey) return refuse("passkey is unknown");
    const foreign = whyForeign(passkey, owner, assertion.response.userHandle);
    if (foreign !== null) return refuse(foreign);
    const publicKey = await openPublicKey(keys, tx, passkey);
    const expected = { passkey, publicKey, expectedChallenge: challenge, isVerificationRequired };
    const verified = await verifyAssertion(party, assertion, expected);
    if ("refusal" in verified) {
      const { refusal, hasChanged = false } = verified;
      if (!hasChanged) return refuse(refusal);
      return { ...refuse(`${refusal} of ${passkey.name}`), kind: "passkey-changed" };
    }
    const { newCounter: counter, credentialBackedUp: isBackedUp, userVerified } = verified;
    const isNewer = await noteUse(tx, passkey, { counter, isBackedUp, address, now });
    if (!isNewer) return refuse(`counter is ${counter}, was ${passkey.counter}`, { isCopySuspected: true });
    return { kind: "accepted", passkey, isUserVerified: userVerified };
  }
}

function whyForeign(
  passkey: PasskeyRow,
  owner: GivenAssertion["owner"],
  userHandle: string | null | undefined,
): string | null {
  // Some security keys send an empty user handle.
  const hasHandle = Boolean(userHandle);
  const isSameHandle = userHandle === userHandleOf({ id: passkey.account_id }).toString("base64url");
  if ("accountId" in owner) {
    // defence: AT-69 account
    if (passkey.account_id !== owner.accountId) return "passkey of another account";
    // defence: AT-69 handle
    return !hasHandle || isSameHandle ? null : "user handle of another account";
  }
  if (!isSameHandle) return hasHandle ? "user handle of another account" : "no user handle";
  if (owner.account?.realm !== owner.realm) return "passkey of the other realm";
  return owner.account.state === "active" ? null : `account is ${owner.account.state}`;
}
