import { refusalOf } from "@sallyport/secure-store/secure-store";
import { day, minute } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type HeldKey, heldKeys } from "./held-keys.ts";
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
  /** Their keys that a store may still hold. */
  held: HeldKey[];
}

/** No clocks of one place are further apart: a key from later than that was made under a clock that was wrong. */
const clocksDifferBy = day;

/**
 * Gives up every older key version under which nothing is sealed any more. A server that does so by itself `keepsKeys`:
 * its database may be a copy, and the entries in the keychain are those of the original too.
 */
export async function retireUnused(
  database: Database,
  keys: Keys,
  { now, keepsKeys }: { now: number; keepsKeys: boolean },
): Promise<Retired> {
  const retired: Retired = { keyVersions: [], held: [] };
  const ages = await readKeyAges(database);
  for (const [index, { keyVersion }] of ages.entries()) {
    const newer = ages[index + 1];
    if (!newer) break;
    const age = now - newer.madeAt;
    if (age < minutesBeforeRetiring * minute && age > -clocksDifferBy) continue;
    // Asked here first, since the one that counts holds the lock that writers wait for.
    if (await isAnySealedUnder(database, keyVersion)) continue;
    try {
      retired.held.push(...heldKeys(await keys.retire(keyVersion, { keepsKeys })));
      retired.keyVersions.push(keyVersion);
    } catch (error) {
      // Another process was quicker, or seals under that version: the next call finds out.
      if (refusalOf(error).code !== "busy") throw error;
    }
  }
  return retired;
}
