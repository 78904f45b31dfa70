import { type KeySlot, refusalOf } from "@sallyport/secure-store/secure-store";
import { minute } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Keys } from "./keys.ts";
import { isAnySealedUnder } from "./sealed-rows.repository.ts";
import { readKeyAges } from "./slots.repository.ts";

/**
 * How long a key version stays after there is a newer one. A server hears of that within seconds; until then it seals
 * under the old one. The database refuses what would come later still, so this only spares requests from failing.
 */
export const minutesBeforeRetiring = 10;

export interface Retired {
  keyVersions: number[];
  /** Slots of theirs whose key a keychain out of reach goes on holding. */
  left: KeySlot[];
}

/** Gives up every older key version under which nothing is sealed any more. */
export async function retireUnused(database: Database, keys: Keys, now: number): Promise<Retired> {
  const retired: Retired = { keyVersions: [], left: [] };
  const ages = await readKeyAges(database);
  for (const [index, { keyVersion }] of ages.entries()) {
    const newer = ages[index + 1];
    if (!newer || now < newer.madeAt + minutesBeforeRetiring * minute) break;
    // Asked here first, since the one that counts holds the lock that writers wait for.
    if (await isAnySealedUnder(database, keyVersion)) continue;
    try {
      retired.left.push(...(await keys.retire(keyVersion)));
      retired.keyVersions.push(keyVersion);
    } catch (error) {
      // Another process was quicker, or seals under that version: whoever asks again finds out.
      if (refusalOf(error).code !== "busy") throw error;
    }
  }
  return retired;
}
