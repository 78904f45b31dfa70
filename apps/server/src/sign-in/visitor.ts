import type { Realm } from "@sallyport/contract/text";
import { findHolder, type Holder } from "../accounts/accounts.repository.ts";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import type { Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { type Standing, whereabouts } from "../journey/journey.ts";
import { isExpired } from "../sessions/rules/lifetime.ts";
import { findSession } from "../sessions/sessions.repository.ts";

/** Somebody whose password was right: their session, their account, and where they stand. */
export interface Visitor {
  session: SessionRow;
  holder: Holder;
  standing: Standing;
}

/** Who acts, on their own account, and from which browser. */
export interface Act {
  asker: Visitor;
  visit: Visit;
}

/** Who this browser's cookie stands for. All of it is read afresh, so that every change acts at the next request. */
export async function findVisitor(
  database: Queryable,
  realm: Realm,
  visit: Visit,
  now: number,
): Promise<Visitor | "nobody" | "expired"> {
  const token = visit.token(sessionCookie(realm));
  const session = token === undefined ? undefined : await findSession(database, realm, token);
  if (!session) return "nobody";
  const { began_at: beganAt, last_seen_at: lastSeenAt, unfinished_since: unfinishedSince } = session;
  if (isExpired({ beganAt, lastSeenAt, unfinishedSince }, now)) return "expired";
  const holder = await findHolder(database, session.account_id);
  // defence: AT-65
  if (!holder || holder.account.state !== "active") return "nobody";
  return { session, holder, standing: standingOf(holder, session, now) };
}

export function standingOf(holder: Holder, session: SessionRow, now: number): Standing {
  return whereabouts(accountFacts(holder), sessionFacts(session), now);
}
