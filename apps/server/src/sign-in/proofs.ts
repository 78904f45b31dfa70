import type { FactorMethod } from "@sallyport/contract/sign-in";
import type { Queryable } from "../database/database.ts";
import type { AttemptResult } from "../limits/code-attempts.ts";
import type { Caller } from "./caller.ts";

/** Refused passkey responses have no limit, because a valid response can't be guessed. */
export type ProofResult =
  | AttemptResult
  | { kind: "passkey-refused" | "passkey-changed"; isResponse: boolean }
  | { kind: "passkey-taken" | "too-many-factors" };

export interface Checked {
  result: ProofResult;
  method: FactorMethod;
  /** The RFC 8176 values that an accepted proof adds to the session's methods. */
  amr: readonly string[];
  /** A detail for the activity log. */
  detail?: string;
  /** Enrols the factor. Runs after the accepted attempt is recorded. */
  effect?: () => Promise<void>;
}

export type Check = (tx: Queryable, here: Caller, now: number) => Promise<Checked>;
