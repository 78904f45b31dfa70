import type { Queryable } from "../database/database.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { type Caller, findCallerAgain } from "../sign-in/caller.ts";
import type { OpenidParts } from "./parts.ts";
import type { Present } from "./rules/needs.ts";

/** Returns null if the portal's session has ended or expired, or if its user hasn't finished the login. */
export async function findPresent(
  { settings }: Pick<OpenidParts, "settings">,
  database: Queryable,
  sessionId: string,
  now: number,
): Promise<Caller | null> {
  const caller = await findCallerAgain(database, { session: { id: sessionId } }, settings(), now);
  if (caller === "none" || caller === "expired") return null;
  return isAtHome(caller) ? caller : null;
}

/** True if a user has finished the login. Administrators can't log in to applications. */
export function isAtHome({ account, standing }: Caller): boolean {
  return account.realm === "user" && standing.at === "signed-in";
}

export function presentOf({ account, factors, session }: Caller): Present {
  return {
    accountId: account.id,
    aal: session.aal,
    isEnrolled: isEnrolled(factors),
    canProve: session.bypass_until === null && session.is_binding_late === 0,
    authenticatedAt: session.authenticated_at,
  };
}
