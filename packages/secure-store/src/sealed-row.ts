import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { SecureStoreError } from "./secure-store.ts";

// A sealed row consists of:
// - the format (1 byte, 0x01)
// - the key version (4 bytes, big-endian)
// - the IV (12 bytes)
// - the ciphertext
// - the tag (16 bytes), which also authenticates the format and the key version

const format = 1;
const headerLength = 5;
const ivLength = 12;
const tagLength = 16;

export const rowOverhead = headerLength + ivLength + tagLength;

export const highestKeyVersion = 0xff_ff_ff_ff;

export function keyVersionOf(sealed: Uint8Array): number {
  if (sealed.length < rowOverhead) {
    throw new SecureStoreError("corrupt", `A sealed value of ${sealed.length} bytes is too short to be one.`);
  }
  if (sealed[0] !== format) {
    throw new SecureStoreError("corrupt", "This is not a sealed value, or a later release wrote it.");
  }
  return viewOf(sealed).getUint32(1);
}

/**
 * Seal at most 2^32 rows under one key version, because the IV has only 96 random bits (NIST SP 800-38D §8.3).
 */
export function sealRow(
  kek: KeyObject,
  keyVersion: number,
  plaintext: Uint8Array,
  associatedData: string,
): Uint8Array {
  const sealed = Buffer.alloc(plaintext.length + rowOverhead);
  sealed[0] = format;
  sealed.writeUInt32BE(keyVersion, 1);
  const header = sealed.subarray(0, headerLength);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", kek, iv, { authTagLength: tagLength });
  cipher.setAAD(authenticated(header, associatedData));
  sealed.set(iv, headerLength);
  sealed.set(cipher.update(plaintext), headerLength + ivLength);
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - tagLength);
  return sealed;
}

/** `kek` must have the version that {@link keyVersionOf} returns. */
export function openRow(kek: KeyObject, sealed: Uint8Array, associatedData: string): Uint8Array {
  const iv = sealed.subarray(headerLength, headerLength + ivLength);
  const decipher = createDecipheriv("aes-256-gcm", kek, iv, { authTagLength: tagLength });
  decipher.setAAD(authenticated(sealed.subarray(0, headerLength), associatedData));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plaintext = decipher.update(sealed.subarray(headerLength + ivLength, sealed.length - tagLength));
  try {
    decipher.final();
  } catch (cause) {
    plaintext.fill(0);
    throw new SecureStoreError("corrupt", "A sealed value was altered, or belongs to another row.", {
      cause,
    });
  }
  return plaintext;
}

function authenticated(header: Uint8Array, associatedData: string): Buffer {
  // Lone surrogates are refused. UTF-8 replaces them by U+FFFD, so two texts could become the same associated
  // data.
  if (associatedData === "" || !associatedData.isWellFormed()) {
    throw new SecureStoreError(
      "unsupported",
      "Associated data names the purpose and the row; it can't be empty.",
    );
  }
  return Buffer.concat([header, Buffer.from(associatedData, "utf8")]);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
