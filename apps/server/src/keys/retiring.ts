import { refusalOf } from "@sallyport/secure-store/secure-store";
import { day, minute } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type HeldKey, heldKeys } from "./held-keys.ts";
import type { Keys } from "./keys.ts";
import { isAnySealedUnder } from "./sealed-rows.repository.ts";
import { readKeyAges } from "./slots.repository.ts";

/** For some seconds after a rotation, other servers still seal under the older version. */
export const minutesBeforeRetiring = 10;

export interface Retired {
  keyVersions: number[];
  held: HeldKey[];
}

const clocksDifferBy = day;

/** With `keepsKeys`, the stores keep the retired keys, because another copy of the database might need them. */
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
    // This check takes no write lock, so other writers don't wait. `retire` checks again under the lock.
    if (await isAnySealedUnder(database, keyVersion)) continue;
    try {
      retired.held.push(...heldKeys(await keys.retire(keyVersion, { keepsKeys })));
      retired.keyVersions.push(keyVersion);
    } catch (error) {
      // `busy` means that another process has just changed the slots, or has sealed a row under this version.
      if (refusalOf(error).code !== "busy") throw error;
    }
  }
  return retired;
}
