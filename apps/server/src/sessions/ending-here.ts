import type { Realm } from "@sallyport/contract/text";
import type { Queryable } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import { endSessionOfToken } from "./sessions.repository.ts";

/**
 * After a user has chosen a password through a mailed link, the next page must be the login. So this
 * browser's session ends, even if it belongs to another account.
 */
export async function endSessionHere(tx: Queryable, realm: Realm, visit: Visit): Promise<void> {
  const cookie = `__Host-sallyport-${realm}` as const;
  const token = visit.token(cookie);
  if (token === undefined) return;
  await endSessionOfToken(tx, realm, token);
  visit.dropToken(cookie);
}
