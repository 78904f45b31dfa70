import { keyVersionOf } from "@sallyport/secure-store/sealed-row";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal, auditStartSeal } from "../keys/sealed-columns.ts";
import {
  findHead,
  findStart,
  isKeyVersionThere,
  type Seal,
  writeHead,
  writeStart,
} from "./chain.repository.ts";
import { beforeTheFirst, isSameLink, type Linked } from "./chain.ts";

/** An attacker needs the keys to forge this seal. */
export async function sealEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<void> {
  await writeHead(tx, { upTo: seq, sealedLink: keys.encrypt(link, auditSeal) });
}

/** False if the seal was altered or made with another key. */
export async function isSealedEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<boolean> {
  const head = await findHead(tx);
  return head?.upTo === seq && isSameLink(await opened(tx, keys, head, auditSeal), link);
}

/** Call this in the transaction that deletes all events up to `seq`. */
export async function sealStart(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<void> {
  await writeStart(tx, { upTo: seq, sealedLink: keys.encrypt(link, auditStartSeal) });
}

/** Null if the seal was altered. */
export async function sealedStart(tx: Queryable, keys: Keys): Promise<Linked | null> {
  const start = await findStart(tx);
  if (!start) return beforeTheFirst;
  const link = await opened(tx, keys, start, auditStartSeal);
  return link && { seq: start.upTo, link };
}

async function opened(
  tx: Queryable,
  keys: Keys,
  { sealedLink }: Seal,
  associatedData: string,
): Promise<Uint8Array | null> {
  try {
    return await keys.decrypt(tx, sealedLink, associatedData);
  } catch (error) {
    if (error instanceof SecureStoreError && (await isForged(tx, error, sealedLink))) return null;
    throw error;
  }
}

/** Another process may have just added a key that this process lacks. */
async function isForged(tx: Queryable, { code }: SecureStoreError, sealed: Uint8Array): Promise<boolean> {
  if (code !== "not-found") return code === "corrupt";
  return !(await isKeyVersionThere(tx, keyVersionOf(sealed)));
}
