import type { Realm } from "@sallyport/contract/text";
import type { Queryable } from "../database/database.ts";
import type { ScopeName } from "../database/scope.ts";
import type { Visit } from "../http/visit.ts";
import { accountOfToken, endSessionOfToken } from "./sessions.repository.ts";

/** Ends the browser's session after a mailed link has set a new password, so the next page is the login. */
export async function endSessionHere(tx: Queryable, realm: Realm, visit: Visit): Promise<void> {
  const token = visit.token(cookieOf(realm));
  if (token !== undefined) await endSessionOfToken(tx, realm, token);
}

export function dropCookieHere(realm: Realm, visit: Visit): void {
  if (visit.token(cookieOf(realm)) !== undefined) visit.dropToken(cookieOf(realm));
}

export async function scopeOfSessionHere(
  database: Queryable,
  realm: Realm,
  visit: Visit,
): Promise<ScopeName[]> {
  const token = visit.token(cookieOf(realm));
  const account = token === undefined ? undefined : await accountOfToken(database, realm, token);
  return account === undefined ? [] : [`account ${account}`];
}

function cookieOf(realm: Realm) {
  return `__Host-sallyport-${realm}` as const;
}
