import type { AppParts } from "@sallyport/server/src/app";
import type { Queryable } from "@sallyport/server/src/database/database";

export type SeedParts = Pick<AppParts, "database" | "clock" | "keys" | "passwords" | "settings">;

/** The transaction that plants a seed. */
export interface Here extends SeedParts {
  tx: Queryable;
  now: number;
}
