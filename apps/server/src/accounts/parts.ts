import type { Clock } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import type { SessionRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import type { TicketParts } from "../set-up-links/set-up-link.ts";
import type { Holder } from "./accounts.repository.ts";

export interface AccountsParts extends TicketParts {
  database: Database;
  clock: Clock;
  organisation: string;
}

/** Who does it, from where. */
export interface Actor {
  asker: { session: SessionRow; holder: Holder };
  visit: Visit;
}
