import type { FactorMethod } from "@sallyport/contract/sign-in";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { TotpFactorRow } from "../database/schema.ts";
import { isTooOldToConfirm } from "../factors/rules/pending.ts";
import { findPending } from "../factors/totp.repository.ts";
import type { CodeOutcome } from "../limits/attempts.ts";
import type { SignInParts } from "./step.ts";
import type { Visitor } from "./visitor.ts";

/** A passkey's answer can't be guessed, so one that is refused is not counted; the audit record has the reason. */
export type Outcome =
  | CodeOutcome
  | { kind: "passkey-refused" | "passkey-changed"; isAnswer: boolean }
  | { kind: "passkey-taken" | "too-many-factors" };

export interface Judgement {
  outcome: Outcome;
  method: FactorMethod;
  /** What an accepted proof adds to the session's methods, RFC 8176 values. */
  amr: readonly string[];
  /** For the audit record: which factor, or the precise reason. */
  detail?: string;
  /** What an accepted proof changes besides the session, in the same transaction: it binds a factor. */
  effect?: () => Promise<void>;
}

/** Judges, inside the transaction of the step, what somebody gave to prove that they hold a factor. */
export type ProofOfFactor = (tx: Queryable, visitor: Visitor, now: number) => Promise<Judgement>;

/** A one-time passcode of an enrolled authenticator app. */
export function passcode({ totp }: SignInParts, code: string): ProofOfFactor {
  return async (tx, { holder: { account, factors } }, now) => {
    if (factors.apps.length === 0) throw new Refused("not-now");
    const outcome = await totp.judge(tx, { accountId: account.id, apps: factors.apps, code, now });
    return { outcome, method: "totp", amr: ["otp"] };
  };
}

export interface FirstPasscode {
  code: string;
  browserHash: Uint8Array;
  /** Binds the factor to the account; runs once the code was right. */
  bind: (tx: Queryable, visitor: Visitor, factor: TotpFactorRow) => Promise<void>;
}

/** The number that an app shows for the secret which this browser is setting up; a right one binds it. */
export function firstPasscode(
  { totp }: SignInParts,
  { code, browserHash, bind }: FirstPasscode,
): ProofOfFactor {
  return async (tx, visitor, now) => {
    const { account } = visitor.holder;
    const factor = await findPending(tx, account.id, browserHash);
    if (!factor || isTooOldToConfirm(factor.created_at, now)) throw new Refused("not-now");
    const outcome = await totp.judgePending(tx, { accountId: account.id, factor, code, now });
    return { outcome, method: "totp", amr: ["otp"], effect: () => bind(tx, visitor, factor) };
  };
}
