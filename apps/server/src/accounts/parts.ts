import type { Clock } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import type { SetUpLinkParts } from "../set-up-links/set-up-link.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";

export interface AccountsParts extends SetUpLinkParts {
  database: Database;
  clock: Clock;
  organisation: string;
}

export interface SessionAccount extends AccountWithFactors {
  session: SessionRow;
}

export interface Actor<Caller = SessionAccount> {
  caller: Caller;
  visit: Visit;
}
