import type { AppParts } from "@sallyport/server/src/app.ts";
import type { Queryable } from "@sallyport/server/src/database/database.ts";

export type SeedParts = Pick<AppParts, "database" | "clock" | "keys" | "passwords" | "settings">;

/** The transaction that plants a seed. */
export interface Here extends SeedParts {
  tx: Queryable;
  now: number;
}
