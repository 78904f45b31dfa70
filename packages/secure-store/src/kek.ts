import { createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { SecureStoreError } from "./secure-store.ts";

export const kekLength = 32;

/** Makes a random key. A printed `KeyObject` shows only its type, so the key can't appear in a log. */
export function newKek(): KeyObject {
  return kekOf(randomBytes(kekLength));
}

/** Overwrites `bytes`. */
export function kekOf(bytes: Uint8Array): KeyObject {
  try {
    if (bytes.length !== kekLength)
      throw new SecureStoreError("corrupt", "It opens, but holds no key of ours.");
    return createSecretKey(bytes);
  } finally {
    bytes.fill(0);
  }
}

export function requireKekLength(bytes: Uint8Array): void {
  if (bytes.length !== kekLength) {
    throw new SecureStoreError("unsupported", `A key is ${kekLength} bytes long, not ${bytes.length}.`);
  }
}

export function kekId(kek: KeyObject): string {
  return createHmac("sha256", kek).update("secure-store kek id 1").digest("hex").slice(0, 32);
}
