import { findHolder } from "../accounts/accounts.repository.ts";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import type { EventKind } from "../activity/activity.ts";
import type { Clock } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import type { Passkeys } from "../factors/passkeys.ts";
import type { TotpFactors } from "../factors/totp.ts";
import {
  bindingEvents,
  isAllowed,
  isLoginNeeded,
  isTicketMissing,
  type JourneyEvent,
} from "../journey/journey.ts";
import type { Passwords } from "../passwords/passwords.ts";
import type { TicketParts } from "../set-up-links/set-up-link.ts";
import { findAgain } from "./sign-in.repository.ts";
import { standingOf, type Visitor } from "./visitor.ts";

export interface SignInParts extends TicketParts {
  database: Database;
  clock: Clock;
  passwords: Passwords;
  totp: TotpFactors;
  passkeys: Passkeys;
}

/**
 * Reads, inside the transaction, where a visitor stands, and refuses an event that the journey does not allow there.
 * What was known before the transaction began may be out of date: another request may have been quicker.
 */
export async function standFor(
  tx: Queryable,
  { session: known }: Visitor,
  event: JourneyEvent,
  now: number,
): Promise<Visitor> {
  const session = await findAgain(tx, known);
  const holder = session ? await findHolder(tx, session.account_id) : null;
  if (!session || !holder) throw new Refused("not-signed-in");
  const standing = standingOf(holder, session, now);
  if (!isAllowed(standing.at, event)) throw new Refused("not-now");
  const here = { session, holder, standing };
  if (bindingEvents.includes(event)) refuseWithoutTicket(here);
  if (provingEvents.includes(event)) refuseLateFactor(here);
  return here;
}

/** What a factor leads to that the account had before. */
const provingEvents: readonly JourneyEvent[] = ["second-factor-accepted", "identity-proved"];

function refuseLateFactor({ session, holder }: Visitor): void {
  if (isLoginNeeded(accountFacts(holder), sessionFacts(session))) throw new Refused("log-in-again");
}

/** Refuses to set up a first factor that is required, until the mailed link was opened in this session. */
export function refuseWithoutTicket({ session, holder }: Visitor): void {
  if (isTicketMissing(accountFacts(holder), sessionFacts(session))) throw new Refused("set-up-link-needed");
}

export function eventOf(
  realm: SessionRow["realm"],
  ofUser: EventKind,
  ofAdministrator: EventKind,
): EventKind {
  return realm === "user" ? ofUser : ofAdministrator;
}
