import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, PasskeyRow } from "../database/schema.ts";
import type { AutofillChallenges } from "./autofill-challenges.ts";
import { algorithms, type RelyingParty } from "./relying-party.ts";
import { type ChallengeBond, challengeLasts, giveChallenge } from "./webauthn-challenges.repository.ts";

export interface PasskeyChallenges {
  /** What to ask a browser for, so that it makes a new passkey of this account. */
  questionForNew(tx: Queryable, asker: Asker & { account: AccountRow }): Promise<PasskeyChallenge>;
  /** What to ask a browser for, so that one of these passkeys answers. */
  questionForOwn(tx: Queryable, asker: Asker): Promise<PasskeyChallenge>;
  /** The same for everybody, so that it tells nothing of any account (WebAuthn Level 3 §14.6.2). */
  questionForAny(tx: Queryable, asker: Stranger): Promise<PasskeyChallenge>;
  /** The same, for the suggestions of a login field: it takes no row until it is answered. */
  questionForAutofill(asker: { browserHash: Uint8Array; now: number }): Promise<PasskeyChallenge>;
}

export interface Asker {
  bond: ChallengeBond;
  passkeys: readonly PasskeyRow[];
  now: number;
}

/** A request before any login: only its network or browser is known. */
interface Stranger extends Omit<Asker, "passkeys"> {
  source: string;
}

export function askAs(party: RelyingParty, autofill: AutofillChallenges): PasskeyChallenges {
  return { questionForNew, questionForOwn, questionForAny, questionForAutofill };

  async function questionForNew(
    tx: Queryable,
    { account, passkeys, bond, now }: Asker & { account: AccountRow },
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

  async function questionForOwn(tx: Queryable, { passkeys, bond, now }: Asker): Promise<PasskeyChallenge> {
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      challenge: Buffer.from(await giveChallenge(tx, { bond, now }), "base64url"),
      timeout: challengeLasts,
      allowCredentials: passkeys.map(descriptorOf),
      userVerification: "preferred",
    });
    return { options: { ...options } };
  }

  async function questionForAny(tx: Queryable, asker: Stranger): Promise<PasskeyChallenge> {
    return withChallenge(Buffer.from(await giveChallenge(tx, asker), "base64url"));
  }

  async function questionForAutofill(asker: Parameters<PasskeyChallenges["questionForAutofill"]>[0]) {
    return withChallenge(autofill.give(asker));
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

/** The user handle of an account: its id, and nothing about the person (WebAuthn Level 3 §14.6.1). */
export function userHandleOf({ id }: Pick<AccountRow, "id">): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function descriptorOf({ credential_id, transports }: PasskeyRow) {
  return { id: credential_id, transports: transports.split(" ").filter((name) => name !== "") };
}
