import { SecureStoreError } from "./secure-store.ts";

/** The parameters of scrypt (RFC 7914 §2). */
export interface ScryptCost {
  /** The cost N: a power of two, at least 2 ** 14. The memory (128 * N * r bytes) is at most 1 GiB. */
  readonly N: number;
  /** The block size, from 8 to 16. */
  readonly r: number;
  /** The parallelization, from 1 to 4. */
  readonly p: number;
}

/** A changed salt or cost makes the decryption fail, because scrypt then derives another key. */
export interface PassphraseBox {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const prefix = "scrypt1";
const lengths = { salt: 16, iv: 12, ciphertext: 32, tag: 16 };

/** Writes `scrypt1.N.r.p.salt.iv.ciphertext.tag`, with the bytes in base64url. */
export function printBox({ cost, salt, iv, ciphertext, tag }: PassphraseBox): string {
  const bytes = [salt, iv, ciphertext, tag].map((part) => part.toString("base64url"));
  return [prefix, cost.N, cost.r, cost.p, ...bytes].join(".");
}

export function parseBox(text: string): PassphraseBox {
  const [start, N, r, p, salt, iv, ciphertext, tag, ...rest] = text.split(".");
  if (start !== prefix || rest.length > 0) throw damaged();
  const cost = { N: whole(N), r: whole(r), p: whole(p) };
  if (!isSaneCost(cost)) throw damaged();
  return {
    cost,
    salt: bytesOf(salt, lengths.salt),
    iv: bytesOf(iv, lengths.iv),
    ciphertext: bytesOf(ciphertext, lengths.ciphertext),
    tag: bytesOf(tag, lengths.tag),
  };
}

/**
 * True if the cost is within bounds. The cost in a forged slot could exhaust the memory or make guessing cheap.
 */
export function isSaneCost({ N, r, p }: ScryptCost): boolean {
  const isPowerOfTwo = Number.isInteger(Math.log2(N));
  const isWithinReason = N >= 2 ** 14 && r >= 8 && r <= 16 && p >= 1 && p <= 4;
  return isPowerOfTwo && isWithinReason && memoryOf({ N, r, p }) <= 2 ** 30;
}

export function memoryOf({ N, r }: ScryptCost): number {
  return 128 * N * r;
}

function whole(digits: string | undefined): number {
  if (digits === undefined || !/^[1-9]\d{0,8}$/.test(digits)) throw damaged();
  return Number(digits);
}

function bytesOf(text: string | undefined, length: number): Buffer {
  const bytes = Buffer.from(text ?? "", "base64url");
  if (bytes.length !== length || bytes.toString("base64url") !== text) throw damaged();
  return bytes;
}

function damaged(): SecureStoreError {
  return new SecureStoreError("corrupt", "The passphrase slot is damaged.");
}
