import type { PasskeyAssertion, PasskeyRegistration } from "@sallyport/contract/passkey";
import {
  type VerifiedAuthenticationResponse,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import {
  decodeAttestationObject,
  isoBase64URL,
  isoUint8Array,
  toHash,
  verifySignature,
} from "@simplewebauthn/server/helpers";
import { z } from "zod";
import type { PasskeyRow } from "../database/schema.ts";
import { attestationTrouble, hasCheckedFormat } from "./passkey-attestation.ts";
import { weaknessOf } from "./passkey-strength.ts";
import { algorithms, type RelyingParty } from "./relying-party.ts";

export interface Refusal {
  refusal: string;
  /**
   * True in two cases: the backup flags contradict each other, or they contradict the stored flag. In both
   * cases the signature is right.
   */
  hasChanged?: boolean;
}

/** 1023 bytes in base64url (WebAuthn Level 3 §7.1 step 25). */
const longestCredentialId = 1364;

const ClientData = z.object({
  challenge: z.string(),
  crossOrigin: z.boolean().optional(),
  topOrigin: z.string().optional(),
});

/** Returns the challenge, or null if the response can't come from a page of this server. */
export function challengeIn(clientDataJSON: string): string | null {
  const read = ClientData.safeParse(parsed(clientDataJSON));
  if (!read.success) return null;
  const { challenge, crossOrigin, topOrigin } = read.data;
  // A response from a frame is refused, because the portal never runs in a frame (WebAuthn Level 3 §7.1 step
  // 11, §7.2 step 14).
  return crossOrigin === true || topOrigin !== undefined ? null : challenge;
}

export type NewCredential = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;

export async function verifyRegistration(
  { id: expectedRPID, origin: expectedOrigin, attestation }: RelyingParty,
  { id, rawId, type, response }: PasskeyRegistration,
  expectedChallenge: string,
  now: number,
): Promise<NewCredential | Refusal> {
  const { clientDataJSON, attestationObject, transports = [] } = response;
  if (id.length > longestCredentialId) return { refusal: "credential id is too long" };
  try {
    const statement = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    if (!hasCheckedFormat(statement)) return { refusal: `attestation of the form ${statement.get("fmt")}` };
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject, transports },
      },
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: false,
      supportedAlgorithmIDs: [...algorithms],
    });
    if (!verified) return { refusal: "attestation signature is wrong" };
    if (registrationInfo.credential.id !== id) return { refusal: "credential id is another one" };
    const trouble =
      weaknessOf(registrationInfo.credential.publicKey) ?? attestationTrouble(attestation, statement, now);
    return trouble === null ? registrationInfo : { refusal: trouble };
  } catch (error) {
    return { refusal: reasonOf(error) };
  }
}

export type Assertion = VerifiedAuthenticationResponse["authenticationInfo"];

export interface ExpectedAssertion {
  passkey: PasskeyRow;
  publicKey: Uint8Array;
  expectedChallenge: string;
  isVerificationRequired: boolean;
}

export async function verifyAssertion(
  { id: expectedRPID, origin: expectedOrigin }: RelyingParty,
  { id, rawId, type, response }: PasskeyAssertion,
  { passkey, publicKey, expectedChallenge, isVerificationRequired }: ExpectedAssertion,
): Promise<Assertion | Refusal> {
  const { clientDataJSON, authenticatorData, signature } = response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: isVerificationRequired,
      // The library doesn't get the stored counter, because it would check the counter before the signature.
      credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    if (!verified) return { refusal: "signature is wrong" };
    const isSynced = authenticationInfo.credentialDeviceType === "multiDevice";
    if (isSynced !== (passkey.is_synced === 1)) {
      return { refusal: "backup eligibility changed", hasChanged: true };
    }
    return authenticationInfo;
  } catch (error) {
    // The library throws an error for contradictory flags before it checks the signature. So the signature is
    // checked here.
    if (nameOf(error) === "InvalidBackupFlags" && (await isSigned(response, publicKey))) {
      return { refusal: "backup state changed", hasChanged: true };
    }
    return { refusal: reasonOf(error) };
  }
}

/** Checks the signature (WebAuthn Level 3 §7.2, steps 20 and 21). */
async function isSigned(
  { clientDataJSON, authenticatorData, signature }: PasskeyAssertion["response"],
  publicKey: Uint8Array,
): Promise<boolean> {
  const clientDataHash = await toHash(isoBase64URL.toBuffer(clientDataJSON));
  const given = {
    signature: isoBase64URL.toBuffer(signature),
    data: isoUint8Array.concat([isoBase64URL.toBuffer(authenticatorData), clientDataHash]),
    credentialPublicKey: new Uint8Array(publicKey),
  };
  return verifySignature(given).catch(() => false);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(isoBase64URL.toUTF8String(json));
  } catch {
    return undefined;
  }
}

/** The text is cut, because the library's message can quote the request. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 160) : "unreadable";
}
