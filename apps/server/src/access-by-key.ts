import type { Endpoint } from "@sallyport/contract/endpoint";
import { isAtLeast } from "./accounts/administrators/rules/roles.ts";
import {
  findKeyOfAccount,
  findKeyOfAccountAgain,
  type KeyOfAccount,
} from "./accounts/api-keys/key-account.repository.ts";
import { actingThrough, whyNotUsable } from "./accounts/api-keys/key-account.ts";
import { containsKey, isComplete, keyIn } from "./accounts/api-keys/key-text.ts";
import { recordUse } from "./accounts/api-keys/key-use.ts";
import type { WrongKeys } from "./accounts/api-keys/wrong-keys.ts";
import { recordRefusedAccess } from "./accounts/carry-out.ts";
import type { KeyAccount } from "./accounts/parts.ts";
import { Refused } from "./core/refusal.ts";
import type { Database } from "./database/database.ts";
import type { Visit } from "./http/visit.ts";

/**
 * Returns null if the `Authorization` header has no key. Refuses a key in the address or the body, because
 * addresses and bodies are logged and stored. Refuses a key beside a session cookie, because the request would
 * have two callers.
 */
export function keyOf(visit: Visit): string | null {
  for (const text of visit.sentTexts()) if (containsKey(text)) throw new Refused("key-misplaced");
  const key = keyIn(visit.authorization);
  const hasSession =
    visit.hasCookie("__Host-sallyport-administrator") || visit.hasCookie("__Host-sallyport-user");
  if (key !== null && hasSession) throw new Refused("key-beside-session");
  return key;
}

interface Parts {
  database: Database;
  wrongKeys: WrongKeys;
}

/** Refuses the request unless the key works, the endpoint allows keys, and the key's role is high enough. */
export async function accessByKey(
  parts: Parts,
  endpoint: Endpoint,
  { key, visit, now }: { key: string; visit: Visit; now: number },
): Promise<KeyAccount> {
  const found = await findKey(parts, { key, visit, now });
  const what = `${endpoint.method} ${endpoint.path}`;
  const whyNot = whyNotUsable(found, now);
  await recordUse(parts.database, { found, visit, what, whyNot, now });
  if (whyNot !== null) throw new Refused("key-invalid");
  const caller = actingThrough(found);
  try {
    refuseUnlessAllowed(endpoint, caller);
  } catch (error) {
    const attempt = { actor: { caller, visit }, what: endpoint.summary, now };
    await recordRefusedAccess(parts.database, attempt, error);
    throw error;
  }
  return caller;
}

export async function accessByKeyAgain(
  database: Database,
  endpoint: Endpoint,
  { key: { id } }: KeyAccount,
  now: number,
): Promise<void> {
  const found = await findKeyOfAccountAgain(database, id);
  if (!found || whyNotUsable(found, now) !== null) throw new Refused("key-invalid");
  refuseUnlessAllowed(endpoint, actingThrough(found));
}

async function findKey(
  { database, wrongKeys }: Parts,
  { key, visit: { address }, now }: { key: string; visit: Visit; now: number },
): Promise<KeyOfAccount> {
  const wait = wrongKeys.waitOf(address, now);
  if (wait !== null) throw new Refused("too-many-requests", { retryAfterSeconds: wait });
  const found = isComplete(key) ? await findKeyOfAccount(database, key) : null;
  if (!found) {
    wrongKeys.noteWrong(address, now);
    throw new Refused("key-invalid");
  }
  wrongKeys.noteAccepted(address, now);
  return found;
}

/** An endpoint can allow API keys only if it is for administrators and needs no reauthentication. */
function refuseUnlessAllowed({ asks, allowsKeys, proof, atLeast }: Endpoint, { account }: KeyAccount): void {
  // defence: AT-93 endpoints
  if (allowsKeys !== true || asks !== "administrator" || proof !== undefined) {
    throw new Refused("key-not-allowed");
  }
  if (!isAtLeast(account.role, atLeast ?? "owner")) throw new Refused("forbidden");
}
