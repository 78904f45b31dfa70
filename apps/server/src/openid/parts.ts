import type { Clock } from "../core/clock.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database } from "../database/database.ts";
import type { Keys } from "../keys/keys.ts";

export interface OpenidParts {
  database: Database;
  clock: Clock;
  keys: Keys;
  settings: CurrentSettings;
  portalOrigin: string;
  /** Called when a request is refused because its source sends too many (`rate`), or because it is too long. */
  onLimit?: ((limit: "rate" | "length") => void) | undefined;
}
