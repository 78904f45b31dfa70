import type { Contents } from "../database/contents.ts";

export interface RestoreTarget {
  database: string;
  isReplacing: boolean;
  now: number;
}

export interface Restored {
  database: string;
  aside: string | null;
  contents: Contents;
}
