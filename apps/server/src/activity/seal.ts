import { keyVersionOf } from "@sallyport/secure-store/sealed-row";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Queryable } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { findHead, isKeyVersionThere, type Linked, writeHead } from "./chain.repository.ts";
import { isSameLink } from "./chain.ts";

/** Seals the end of the chain under the server's keys; write access to the database isn't enough to forge it. */
export async function sealEnd(tx: Queryable, keys: Keys, { id, link }: Linked): Promise<void> {
  await writeHead(tx, { upTo: id, sealedLink: keys.encrypt(link, auditSeal) });
}

/** Whether the sealed end is this one; false if the seal was altered or made with other keys. */
export async function isSealedEnd(tx: Queryable, keys: Keys, { id, link }: Linked): Promise<boolean> {
  const head = await findHead(tx);
  if (head?.upTo !== id) return false;
  try {
    return isSameLink(await keys.decrypt(tx, head.sealedLink, auditSeal), link);
  } catch (error) {
    if (error instanceof SecureStoreError && (await isForged(tx, error, head.sealedLink))) return false;
    throw error;
  }
}

/** False if another process has just made a key that this process doesn't know yet. */
async function isForged(tx: Queryable, { code }: SecureStoreError, sealed: Uint8Array): Promise<boolean> {
  if (code !== "not-found") return code === "corrupt";
  return !(await isKeyVersionThere(tx, keyVersionOf(sealed)));
}
