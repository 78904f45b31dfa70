import type { SecondStepMethod } from "@sallyport/contract/sign-in";
import type { Queryable } from "../database/database.ts";
import type { AttemptResult } from "../limits/code-attempts.ts";
import type { Caller } from "./caller.ts";

/** Refused passkey responses have no limit, because an attacker can't guess a valid response. */
export type ProofResult =
  | AttemptResult
  | { kind: "passkey-refused" | "passkey-changed"; isResponse: boolean }
  | { kind: "passkey-taken" | "too-many-factors" };

export interface Checked {
  result: ProofResult;
  method: SecondStepMethod;
  /** The session's authentication methods, as RFC 8176 values. */
  amr: readonly string[];
  detail?: string;
  /** Set for a bypass code. The session stays at AAL1 and ends at this time. */
  bypassUntil?: number;
  effect?: () => Promise<void>;
}

export type Check = (tx: Queryable, here: Caller, now: number) => Promise<Checked>;
