import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Visit } from "../http/visit.ts";
import type { Outbox } from "../mail/outbox.ts";
import type { Holder } from "./accounts.repository.ts";

export interface AccountsParts {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  organisation: string;
  portalOrigin: string;
}

/** Who does it, from where. */
export interface Act {
  asker: { holder: Holder };
  visit: Visit;
}
