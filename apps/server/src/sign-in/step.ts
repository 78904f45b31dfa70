import type { EventKind } from "@sallyport/contract/event-kinds";
import { accountFacts, sessionFacts } from "../accounts/facts.ts";
import type { KeptSettingsParts } from "../accounts/parts.ts";
import { findSessionAccountAgain } from "../accounts/session-account.repository.ts";
import type { Clock } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import type { Passkeys } from "../factors/passkeys.ts";
import type { TotpFactors } from "../factors/totp.ts";
import {
  bindingEvents,
  isAllowed,
  isLoginNeeded,
  isSetUpLinkMissing,
  type JourneyEvent,
} from "../journey/journey.ts";
import type { Passwords } from "../passwords/passwords.ts";
import type { SetUpLinkParts } from "../set-up-links/set-up-link.ts";
import { type Caller, standingOf } from "./caller.ts";

export interface SignInParts extends SetUpLinkParts, KeptSettingsParts {
  database: Database;
  clock: Clock;
  settings: CurrentSettings;
  passwords: Passwords;
  totp: TotpFactors;
  passkeys: Passkeys;
}

/** Reads the step again, because another request might have changed it. */
export async function standFor(
  tx: Queryable,
  { session: known }: Caller,
  event: JourneyEvent,
  now: number,
): Promise<Caller> {
  const found = await findSessionAccountAgain(tx, known);
  if (!found || !isSameToken(found.session, known)) throw new Refused("not-signed-in");
  const standing = standingOf(found, found.session, now);
  // defence: AT-95 session
  if (found.session.bypass_until !== null) throw new Refused("log-in-again");
  if (!isAllowed(standing.at, event)) throw new Refused("not-now");
  const here = { ...found, standing };
  if (bindingEvents.includes(event)) refuseWithoutSetUpLink(here);
  if (provingEvents.includes(event)) refuseLateFactor(here);
  return here;
}

function isSameToken(one: SessionRow, other: SessionRow): boolean {
  return Buffer.compare(one.token_hash, other.token_hash) === 0;
}

const provingEvents: readonly JourneyEvent[] = ["second-factor-accepted", "identity-proved"];

function refuseLateFactor(caller: Caller): void {
  if (isLoginNeeded(accountFacts(caller), sessionFacts(caller.session))) throw new Refused("log-in-again");
}

export function refuseWithoutSetUpLink(caller: Caller): void {
  if (isLinkMissing(caller)) throw new Refused("set-up-link-needed");
}

export function isLinkMissing(caller: Caller): boolean {
  return isSetUpLinkMissing(accountFacts(caller), sessionFacts(caller.session));
}

export function eventOf(
  realm: SessionRow["realm"],
  ofUser: EventKind,
  ofAdministrator: EventKind,
): EventKind {
  return realm === "user" ? ofUser : ofAdministrator;
}
