import { keyVersionOf } from "@sallyport/secure-store/sealed-row";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal, auditStartSealOf } from "../keys/sealed-columns.ts";
import {
  findHead,
  findStart,
  isKeyVersionThere,
  type Seal,
  writeHead,
  writeStart,
} from "./chain.repository.ts";
import { beforeTheFirst, isSameLink, type Linked } from "./chain.ts";

export async function sealEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<void> {
  await writeHead(tx, { upTo: seq, sealedLink: keys.encrypt(link, auditSeal) });
}

export async function isSealedEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<boolean> {
  const head = await findHead(tx);
  return head?.upTo === seq && isSameLink(await opened(tx, keys, head, auditSeal), link);
}

export async function sealStart(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<void> {
  await writeStart(tx, { upTo: seq, sealedLink: keys.encrypt(link, auditStartSealOf(seq)) });
}

export async function sealedStart(tx: Queryable, keys: Keys): Promise<Linked | null> {
  const start = await findStart(tx);
  if (!start) return beforeTheFirst;
  const link = await opened(tx, keys, start, auditStartSealOf(start.upTo));
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

/**
 * An unknown key doesn't prove that a seal is forged. Another process might have added the key a moment ago.
 */
async function isForged(tx: Queryable, { code }: SecureStoreError, sealed: Uint8Array): Promise<boolean> {
  if (code !== "not-found") return code === "corrupt";
  return !(await isKeyVersionThere(tx, keyVersionOf(sealed)));
}
