import type { Realm } from "@sallyport/contract/text";
import type { Queryable } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import { endOwnSession, findSession } from "./sessions.repository.ts";

/**
 * Ends the session that this browser holds in a realm, also that of another account. A password was chosen here through a mailed link:
 * what comes next is a login with it, and not the page of the account that was logged in before.
 */
export async function endSessionHere(tx: Queryable, realm: Realm, visit: Visit): Promise<void> {
  const cookie = `__Host-sallyport-${realm}` as const;
  const token = visit.token(cookie);
  if (token === undefined) return;
  const session = await findSession(tx, realm, token);
  if (session) await endOwnSession(tx, session);
  visit.dropToken(cookie);
}
