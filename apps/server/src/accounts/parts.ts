import type { SettingValues } from "@sallyport/contract/settings/list";
import type { Clock } from "../core/clock.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { AccountRow, ApiKeyRow, SessionRow } from "../database/schema.ts";
import type { Visit } from "../http/visit.ts";
import type { SetUpLinkParts } from "../set-up-links/set-up-link.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";

export interface AccountsParts extends SetUpLinkParts {
  database: Database;
  clock: Clock;
  settings: CurrentSettings;
}

/**
 * For a decision that needs the newest settings. Another server might have changed a setting in the last
 * seconds, so `valuesIn` reads the settings from the database.
 */
export interface KeptSettingsParts {
  keptSettings: { valuesIn(tx: Queryable): Promise<{ values: SettingValues }> };
}

export interface SessionAccount extends AccountWithFactors {
  session: SessionRow;
}

export interface KeyAccount extends AccountWithFactors {
  key: ApiKeyRow;
  /** The account's role is the lower one of the key's role and the administrator's own role. */
  account: AccountRow & { throughKey: string };
}

export type ConsoleCaller = SessionAccount | KeyAccount;

export interface Author {
  caller:
    | (AccountWithFactors & { session: Pick<SessionRow, "aal" | "authenticated_at" | "bypass_until"> })
    | KeyAccount;
  visit: Pick<Visit, "address">;
}

export interface Actor<Caller = ConsoleCaller> {
  caller: Caller;
  visit: Visit;
}
