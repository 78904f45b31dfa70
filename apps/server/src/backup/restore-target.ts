import type { Contents } from "../database/contents.ts";
import type { WorkingSecret } from "./end-what-is-open.ts";

export interface RestoreTarget {
  database: string;
  isReplacing: boolean;
  now: number;
}

export interface Restored {
  database: string;
  aside: string | null;
  contents: Contents;
  secrets: WorkingSecret[];
}
