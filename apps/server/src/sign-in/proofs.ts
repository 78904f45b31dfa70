import type { FactorMethod } from "@sallyport/contract/sign-in";
import type { Queryable } from "../database/database.ts";
import type { AttemptResult } from "../limits/code-attempts.ts";
import type { Caller } from "./caller.ts";

/** A valid passkey response can't be guessed, so refused responses have no limit. */
export type ProofResult =
  | AttemptResult
  | { kind: "passkey-refused" | "passkey-changed"; isResponse: boolean }
  | { kind: "passkey-taken" | "too-many-factors" };

export interface Checked {
  result: ProofResult;
  method: FactorMethod;
  /** RFC 8176 values for the session. */
  amr: readonly string[];
  detail?: string;
  effect?: () => Promise<void>;
}

export type Check = (tx: Queryable, here: Caller, now: number) => Promise<Checked>;
