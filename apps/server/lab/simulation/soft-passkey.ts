import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
  randomBytes,
  sign,
} from "node:crypto";
import type { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "@sallyport/contract/passkey";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { portalOrigin } from "./browser.ts";
import { coseKeyOf } from "./cose-key.ts";

export interface Deviation {
  clientData?: Record<string, unknown>;
  rpId?: string;
  isPresent?: boolean;
  isVerified?: boolean;
  isSynced?: boolean;
  isBackedUp?: boolean;
  counter?: number;
  algorithm?: number;
  credentialId?: string;
  userHandle?: string | null;
  attest?: Attest;
  key?: KeyObject;
}

export type Attest = (signed: Buffer) => { fmt: string; attStmt: Map<string, Statement> };
type Statement = number | Uint8Array | Uint8Array[];

/** A passkey that also makes the browser's part of a response (WebAuthn Level 3 §6.3). */
export class SoftPasskey {
  readonly credentialId: string = randomBytes(32).toString("base64url");
  readonly #key: KeyPairKeyObjectResult;
  readonly #habits: Deviation;
  #userHandle = "";
  #uses = 0;

  constructor(habits: Deviation = {}, key = generateKeyPairSync("ec", { namedCurve: "P-256" })) {
    this.#habits = habits;
    this.#key = key;
  }

  make({ options }: PasskeyChallenge, deviation: Deviation = {}): PasskeyRegistration {
    const odd = { ...this.#habits, ...deviation };
    const { user } = options as { user?: { id: string } };
    this.#userHandle = user?.id ?? "";
    const clientData = clientDataFor("webauthn.create", options.challenge, odd);
    const authData = Buffer.concat([authenticatorData(odd, 0x40, this.#uses), this.#credential(odd)]);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const { fmt, attStmt } = odd.attest?.(signed) ?? { fmt: "none", attStmt: new Map<string, Statement>() };
    const attestation = new Map<string, unknown>([
      ["fmt", fmt],
      ["attStmt", attStmt],
      ["authData", new Uint8Array(authData)],
    ]);
    return {
      ...this.#identity(odd),
      response: {
        clientDataJSON: clientData.toString("base64url"),
        attestationObject: encoded(attestation).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  respond({ options }: PasskeyChallenge, deviation: Deviation = {}): PasskeyAssertion {
    const odd = { ...this.#habits, ...deviation };
    this.#uses += 1;
    const clientData = clientDataFor("webauthn.get", options.challenge, odd);
    const authData = authenticatorData(odd, 0, this.#uses);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const { userHandle = this.#userHandle } = odd;
    return {
      ...this.#identity(odd),
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signatureOf(signed, odd.key ?? this.#key.privateKey).toString("base64url"),
        ...(userHandle === null ? {} : { userHandle }),
      },
    };
  }

  packed(chain?: { certificates: Uint8Array[]; key: KeyObject }): Attest {
    return (signed) => ({
      fmt: "packed",
      attStmt: new Map<string, Statement>([
        ["alg", -7],
        ["sig", new Uint8Array(sign("sha256", signed, chain?.key ?? this.#key.privateKey))],
        ...(chain ? [["x5c", chain.certificates] as const] : []),
      ]),
    });
  }

  #identity({ credentialId: id = this.credentialId }: Deviation) {
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  }

  #credential({ algorithm = -7, credentialId = this.credentialId }: Deviation): Buffer {
    const id = Buffer.from(credentialId, "base64url");
    const key = coseKeyOf(this.#key.publicKey, algorithm);
    const length = Buffer.from([id.length >> 8, id.length & 0xff]);
    return Buffer.concat([Buffer.alloc(16), length, id, encoded(key)]);
  }
}

function signatureOf(signed: Buffer, key: KeyObject): Buffer {
  return sign(key.asymmetricKeyType === "ed25519" ? null : "sha256", signed, key);
}

function clientDataFor(type: string, challenge: string, { clientData }: Deviation): Buffer {
  return Buffer.from(
    JSON.stringify({ type, challenge, origin: portalOrigin, crossOrigin: false, ...clientData }),
  );
}

function authenticatorData(odd: Deviation, moreFlags: number, uses: number): Buffer {
  const { rpId = new URL(portalOrigin).hostname, counter = uses } = odd;
  const { isPresent = true, isVerified = true, isSynced = false, isBackedUp = false } = odd;
  const flags = (isPresent ? 1 : 0) | (isVerified ? 4 : 0) | (isSynced ? 8 : 0) | (isBackedUp ? 16 : 0);
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags | moreFlags);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(Buffer.from(rpId)), rest]);
}

function encoded(value: Map<string | number, unknown>): Buffer {
  return Buffer.from(isoCBOR.encode(value as Parameters<typeof isoCBOR.encode>[0]));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
