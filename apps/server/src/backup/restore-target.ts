import type { Contents } from "../database/contents.ts";

export interface RestoreTarget {
  /** A path, or the address of a Postgres database. */
  database: string;
  /** True if the restore may move an existing database aside. */
  isReplacing: boolean;
  now: number;
}

export interface Restored {
  /** The place of the restored database, without a password. */
  database: string;
  /** Where the previous data is now; null if there was none. */
  aside: string | null;
  contents: Contents;
}
