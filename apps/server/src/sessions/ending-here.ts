import type { Realm } from "@sallyport/contract/text";
import type { Queryable } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import { endSessionOfToken } from "./sessions.repository.ts";

/**
 * Ends this browser's session after a password was chosen through a mailed link. The next page must be the login, even
 * if the session belongs to another account.
 */
export async function endSessionHere(tx: Queryable, realm: Realm, visit: Visit): Promise<void> {
  const cookie = `__Host-sallyport-${realm}` as const;
  const token = visit.token(cookie);
  if (token === undefined) return;
  await endSessionOfToken(tx, realm, token);
  visit.dropToken(cookie);
}
