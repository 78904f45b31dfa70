import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { stopIfCalledOff } from "./called-off.ts";
import { kekLength, requireKekLength } from "./kek.ts";
import {
  isSaneCost,
  memoryOf,
  type PassphraseBox,
  parseBox,
  printBox,
  type ScryptCost,
} from "./passphrase-box.ts";
import { readPassphrase } from "./passphrase-file.ts";
import { type Probe, refusalOf, type SecureStore, SecureStoreError } from "./secure-store.ts";

/** Options of {@link createPassphraseStore}. */
export interface PassphraseStoreOptions {
  /** The file with the passphrase. Every operation reads it again, so no copy stays in memory. */
  readonly file: string;
  /** scrypt's cost for new slots. The default needs 128 MiB and about half a second. */
  readonly cost?: ScryptCost;
}

/** The cost that the OWASP Password Storage Cheat Sheet recommends. */
const usualCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/**
 * Seals keys with AES-256-GCM under a key that scrypt derives from a passphrase file. A stolen database alone
 * doesn't reveal the keys.
 *
 * @throws SecureStoreError `unsupported` if `cost` is too low to protect anything, or needs more than 1 GiB
 */
export function createPassphraseStore({ file, cost = usualCost }: PassphraseStoreOptions): SecureStore {
  if (!isSaneCost(cost)) throw new SecureStoreError("unsupported", "scrypt's cost is out of bounds.");
  return {
    kind: "passphrase",
    holdsKeys: false,
    isStateBound: () => false,
    probe: () => probeFile(file),
    async seal(key, { signal }) {
      stopIfCalledOff(signal);
      requireKekLength(key);
      const salt = randomBytes(16);
      const sealed = encrypt(key, await derive(file, salt, cost), { cost, salt });
      stopIfCalledOff(signal);
      return printBox(sealed);
    },
    async unseal(sealed, options) {
      stopIfCalledOff(options?.signal);
      const box = parseBox(sealed);
      const key = decrypt(box, await derive(file, box.salt, box.cost));
      stopIfCalledOff(options?.signal);
      return key;
    },
    async destroy() {
      // Nothing is deleted. The slot's record contains the sealed key, and other slots might use the passphrase
      // file.
      return false;
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function probeFile(file: string): Promise<Probe> {
  const nature = { durable: true, hardware: false };
  try {
    (await readPassphrase(file)).fill(0);
    return {
      ok: true,
      ...nature,
      detail: `A reader of ${file} and the database can read every secret.`,
    };
  } catch (error) {
    const { code, message } = refusalOf(error);
    return { ok: false, why: code, ...nature, detail: message };
  }
}

async function derive(file: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  const passphrase = await readPassphrase(file);
  return new Promise<Buffer>((resolve, reject) => {
    // The limit is doubled, because scrypt needs slightly more than `memoryOf` returns. Node's default limit is
    // only 32 MiB.
    const maxmem = 2 * memoryOf(cost);
    scrypt(passphrase, salt, kekLength, { ...cost, maxmem }, (error, derived) => {
      passphrase.fill(0);
      if (error) reject(new SecureStoreError("internal", "scrypt failed.", { cause: error }));
      else resolve(derived);
    });
  });
}

function encrypt(
  key: Uint8Array,
  wrappingKey: Buffer,
  fresh: Pick<PassphraseBox, "cost" | "salt">,
): PassphraseBox {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey, iv);
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
  wrappingKey.fill(0);
  return { ...fresh, iv, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt({ iv, ciphertext, tag }: PassphraseBox, wrappingKey: Buffer): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", wrappingKey, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  const key = decipher.update(ciphertext);
  try {
    decipher.final();
    return key;
  } catch (cause) {
    key.fill(0);
    throw new SecureStoreError("auth-failed", "The passphrase is wrong, or the slot was altered.", { cause });
  } finally {
    wrappingKey.fill(0);
  }
}
