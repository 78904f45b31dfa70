import { refusalOf } from "@sallyport/secure-store/secure-store";
import { day, minute } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type HeldKey, heldKeys } from "./held-keys.ts";
import type { Keys } from "./keys.ts";
import { isAnySealedUnder } from "./sealed-rows.repository.ts";
import { readKeyAges } from "./slots.repository.ts";

/**
 * How long a key version stays after a newer one was made. Other servers seal under the old one for some seconds, until
 * they learn of the new one. If the old one were removed at once, the database would refuse those writes.
 */
export const minutesBeforeRetiring = 10;

export interface Retired {
  keyVersions: number[];
  /** Keys of the removed slots that a store may still hold. */
  held: HeldKey[];
}

/** The most that the clocks of one installation may differ. A key from further in the future has a wrong time. */
const clocksDifferBy = day;

/**
 * Gives up every older key version that no row is sealed under. A running server sets `keepsKeys`: its database may be a
 * copy, and the original needs the same entries in the keychain.
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
    // A check before the real one, because the real one holds the lock that writers wait for.
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
