import type { Contents } from "../database/contents.ts";

export interface RestoreTarget {
  database: string;
  isReplacing: boolean;
  now: number;
}

export interface Restored {
  database: string;
  /** Null if there was no previous data. */
  aside: string | null;
  contents: Contents;
}
