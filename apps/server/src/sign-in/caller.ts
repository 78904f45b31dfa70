import type { SessionLimits } from "@sallyport/contract/settings/list";
import type { Realm } from "@sallyport/contract/text";
import type { AccountWithFactors } from "../accounts/accounts.repository.ts";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import type { SessionAccount } from "../accounts/parts.ts";
import { findSessionAccount, findSessionAccountAgain } from "../accounts/session-account.repository.ts";
import type { Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { type Standing, whereabouts } from "../journey/journey.ts";
import { isExpired, lifetimeOf } from "../sessions/rules/lifetime.ts";

export interface Caller extends SessionAccount {
  standing: Standing;
}

/** Reads the caller from the database at every request, so changes apply immediately. */
export async function findCaller(
  database: Queryable,
  realm: Realm,
  visit: Visit,
  limits: SessionLimits,
  now: number,
): Promise<Caller | "none" | "expired"> {
  const token = visit.token(sessionCookie(realm));
  return callerIn(token === undefined ? null : await findSessionAccount(database, realm, token), limits, now);
}

export async function findCallerAgain(
  database: Queryable,
  { session }: { session: Pick<SessionRow, "id"> },
  limits: SessionLimits,
  now: number,
): Promise<Caller | "none" | "expired"> {
  return callerIn(await findSessionAccountAgain(database, session), limits, now);
}

function callerIn(
  found: SessionAccount | null,
  limits: SessionLimits,
  now: number,
): Caller | "none" | "expired" {
  if (!found) return "none";
  const { session } = found;
  // defence: AT-108
  if (isExpired(lifetimeOf(session), limits, now)) return "expired";
  // defence: AT-65
  if (found.account.state !== "active") return "none";
  return { ...found, standing: standingOf(found, session, now) };
}

export function standingOf(subject: AccountWithFactors, session: SessionRow, now: number): Standing {
  return whereabouts(accountFacts(subject), sessionFacts(session), now);
}
