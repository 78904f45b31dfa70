import type { FactorMethod } from "@sallyport/contract/sign-in";
import type { Queryable } from "../database/database.ts";
import type { AttemptResult } from "../limits/code-attempts.ts";
import type { Caller } from "./caller.ts";

/** A passkey's response can't be guessed, so a refused one isn't counted; the activity log has the reason. */
export type ProofResult =
  | AttemptResult
  | { kind: "passkey-refused" | "passkey-changed"; isResponse: boolean }
  | { kind: "passkey-taken" | "too-many-factors" };

export interface Checked {
  result: ProofResult;
  method: FactorMethod;
  /** What an accepted proof adds to the session's methods, RFC 8176 values. */
  amr: readonly string[];
  /** For the activity log: which factor, or the precise reason. */
  detail?: string;
  /** Runs after an accepted attempt is recorded: the factor is bound. */
  effect?: () => Promise<void>;
}

/** Checks the proof of a factor inside the transaction of the step. */
export type Check = (tx: Queryable, here: Caller, now: number) => Promise<Checked>;
