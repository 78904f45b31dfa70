import { keyVersionOf } from "@sallyport/secure-store/sealed-row";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { findHead, isKeyVersionThere, writeHead } from "./chain.repository.ts";
import { isSameLink, type Linked } from "./chain.ts";

/** An attacker with only write access to the database can't forge this seal. */
export async function sealEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<void> {
  await writeHead(tx, { upTo: seq, sealedLink: keys.encrypt(link, auditSeal) });
}

/** False if the seal was altered or made with another key. */
export async function isSealedEnd(tx: Queryable, keys: Keys, { seq, link }: Linked): Promise<boolean> {
  const head = await findHead(tx);
  if (head?.upTo !== seq) return false;
  try {
    return isSameLink(await keys.decrypt(tx, head.sealedLink, auditSeal), link);
  } catch (error) {
    if (error instanceof SecureStoreError && (await isForged(tx, error, head.sealedLink))) return false;
    throw error;
  }
}

/** If another process has just made a key, this process may not know it yet. The seal may then be right. */
async function isForged(tx: Queryable, { code }: SecureStoreError, sealed: Uint8Array): Promise<boolean> {
  if (code !== "not-found") return code === "corrupt";
  return !(await isKeyVersionThere(tx, keyVersionOf(sealed)));
}
