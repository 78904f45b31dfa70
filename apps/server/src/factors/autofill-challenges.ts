import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { challengeLasts, noteSpent } from "./webauthn-challenges.repository.ts";

// A challenge is the base64url of four parts: expiry, random bytes, HMAC-SHA-256, and sealed key.

const sealedKeyOf = "passkey-autofill-key";
const [endLength, randomLength, macLength, sealedLength] = [8, 32, 32, 65];
const signedLength = endLength + randomLength;
const macEnd = signedLength + macLength;

interface Given {
  browserHash: Uint8Array;
  now: number;
}

/**
 * Most challenges get no response, so the server stores a row only when a response arrives. Each challenge
 * contains its own sealed MAC key (record 0032).
 */
export class AutofillChallenges {
  readonly #keys: Keys;
  #signing: { key: KeyObject; sealed: Uint8Array } | undefined;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  give({ browserHash, now }: Given): Buffer {
    const { key, sealed } = this.#signingKey();
    const end = Buffer.alloc(endLength);
    end.writeBigUInt64BE(BigInt(now + challengeLasts));
    const signed = Buffer.concat([end, randomBytes(randomLength)]);
    return Buffer.concat([signed, macOf(key, signed, browserHash), sealed]);
  }

  async spend(tx: Queryable, challenge: string, { browserHash, now }: Given): Promise<boolean> {
    const bytes = Buffer.from(challenge, "base64url");
    // Several base64url texts decode to the same bytes. Only one text is accepted, so that no challenge is used
    // twice.
    if (bytes.length !== macEnd + sealedLength || bytes.toString("base64url") !== challenge) return false;
    const key = await this.#open(tx, bytes.subarray(macEnd));
    if (key === null) return false;
    const signed = bytes.subarray(0, signedLength);
    if (!timingSafeEqual(macOf(key, signed, browserHash), bytes.subarray(signedLength, macEnd))) return false;
    const endsAt = Number(signed.readBigUInt64BE());
    if (endsAt <= now || endsAt > now + challengeLasts) return false;
    return noteSpent(tx, challenge, endsAt);
  }

  #signingKey(): { key: KeyObject; sealed: Uint8Array } {
    if (!this.#signing || this.#keys.keyring.needsRewrap(this.#signing.sealed)) {
      const bytes = randomBytes(32);
      const sealed = this.#keys.encrypt(bytes, sealedKeyOf);
      this.#signing = { key: createSecretKey(bytes), sealed };
      bytes.fill(0);
    }
    return this.#signing;
  }

  async #open(tx: Queryable, sealed: Uint8Array): Promise<KeyObject | null> {
    try {
      const bytes = await this.#keys.decrypt(tx, sealed, sealedKeyOf);
      const key = createSecretKey(bytes);
      bytes.fill(0);
      return key;
    } catch (error) {
      if (error instanceof SecureStoreError && ["corrupt", "not-found"].includes(error.code)) return null;
      throw error;
    }
  }
}

/** Only autofill challenges are longer than 43 characters. */
export function isForAutofill(challenge: string | null): boolean {
  return challenge !== null && challenge.length > 43;
}

function macOf(key: KeyObject, signed: Uint8Array, browserHash: Uint8Array): Buffer {
  return createHmac("sha256", key).update("passkey autofill\0").update(signed).update(browserHash).digest();
}
