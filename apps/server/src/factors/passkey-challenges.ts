import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, PasskeyRow } from "../database/schema.ts";
import type { AutofillChallenges } from "./autofill-challenges.ts";
import { algorithms, type RelyingParty } from "./relying-party.ts";
import { type ChallengeBond, challengeLasts, giveChallenge } from "./webauthn-challenges.repository.ts";

export interface PasskeyChallenges {
  challengeForNew(
    tx: Queryable,
    request: ChallengeRequest & { account: AccountRow },
  ): Promise<PasskeyChallenge>;
  challengeForOwn(tx: Queryable, request: ChallengeRequest): Promise<PasskeyChallenge>;
  /** All callers get the same options, so the options reveal no account (WebAuthn Level 3 §14.6.2). */
  challengeForAny(tx: Queryable, request: AnonymousRequest): Promise<PasskeyChallenge>;
  challengeForAutofill(request: { browserHash: Uint8Array; now: number }): Promise<PasskeyChallenge>;
}

export interface ChallengeRequest {
  bond: ChallengeBond;
  passkeys: readonly PasskeyRow[];
  now: number;
}

interface AnonymousRequest extends Omit<ChallengeRequest, "passkeys"> {
  source: string;
}

export function challengesOf(party: RelyingParty, autofill: AutofillChallenges): PasskeyChallenges {
  return { challengeForNew, challengeForOwn, challengeForAny, challengeForAutofill };

  async function challengeForNew(
    tx: Queryable,
    { account, passkeys, bond, now }: ChallengeRequest & { account: AccountRow },
  ): Promise<PasskeyChallenge> {
    const options = await generateRegistrationOptions({
      rpID: party.id,
      rpName: party.name,
      userID: new Uint8Array(userHandleOf(account)),
      userName: account.email,
      userDisplayName: account.name,
      challenge: Buffer.from(await giveChallenge(tx, { bond, now }), "base64url"),
      timeout: challengeLasts,
      attestationType: party.attestation === null ? "none" : "direct",
      excludeCredentials: passkeys.map(descriptorOf),
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      supportedAlgorithmIDs: [...algorithms],
    });
    return { options: { ...options } };
  }

  async function challengeForOwn(
    tx: Queryable,
    { passkeys, bond, now }: ChallengeRequest,
  ): Promise<PasskeyChallenge> {
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      challenge: Buffer.from(await giveChallenge(tx, { bond, now }), "base64url"),
      timeout: challengeLasts,
      allowCredentials: passkeys.map(descriptorOf),
      userVerification: "preferred",
    });
    return { options: { ...options } };
  }

  async function challengeForAny(tx: Queryable, request: AnonymousRequest): Promise<PasskeyChallenge> {
    return withChallenge(Buffer.from(await giveChallenge(tx, request), "base64url"));
  }

  async function challengeForAutofill(request: Parameters<PasskeyChallenges["challengeForAutofill"]>[0]) {
    return withChallenge(autofill.give(request));
  }

  async function withChallenge(challenge: Buffer): Promise<PasskeyChallenge> {
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      challenge: new Uint8Array(challenge),
      timeout: challengeLasts,
      // defence: AT-14
      userVerification: "required",
    });
    return { options: { ...options } };
  }
}

export function userHandleOf({ id }: Pick<AccountRow, "id">): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

export function accountOfUserHandle(handle: string | null | undefined): string | null {
  const hex = Buffer.from(handle ?? "", "base64url").toString("hex");
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex)?.slice(1);
  return parts?.join("-") ?? null;
}

function descriptorOf({ credential_id, transports }: PasskeyRow) {
  return { id: credential_id, transports: transports.split(" ").filter((name) => name !== "") };
}
