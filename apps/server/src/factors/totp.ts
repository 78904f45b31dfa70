import type { PendingTotp } from "@sallyport/contract/sign-in";
import { formatKeyUri } from "@sallyport/totp/key-uri";
import { newSecret, toBase32 } from "@sallyport/totp/secret";
import { tidyToken } from "@sallyport/totp/token";
import { matchingStep, standardParameters } from "@sallyport/totp/totp";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, TotpFactorRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { isDisabledByWrongCodes, isWaiting, waitAfterWrongCodes } from "../sign-in/rules/lockout.ts";
import { sealSecret, withSecret } from "./sealed-secret.ts";
import { findPending, insertPending, noteWrongCode, spendStep } from "./totp.repository.ts";

/** How often an owner hears of wrong codes after a right password: at the first of these counts in a row. */
const tellOwnerAt = 5;

export type CodeOutcome =
  | { kind: "accepted" }
  | { kind: "replayed" }
  | { kind: "disabled" }
  | { kind: "wait"; until: number }
  | { kind: "wrong" | "not-yet-valid"; isOwnerToBeTold: boolean; isNowDisabled: boolean };

export interface TotpFactors {
  /** Judges a code, spends its step or counts it, all in the caller's transaction: every place that takes a code. */
  judge(tx: Queryable, factor: TotpFactorRow, code: string, now: number): Promise<CodeOutcome>;
  /** The secret that this browser is setting up: the same until confirmed, and never another browser's. */
  pending(tx: Queryable, request: PendingRequest): Promise<{ shown: PendingTotp; isNew: boolean }>;
}

interface PendingRequest {
  account: AccountRow;
  browserHash: Uint8Array;
  now: number;
}

export function createTotpFactors(keys: Keys, organisation: string): TotpFactors {
  return { judge, pending };

  async function judge(
    tx: Queryable,
    factor: TotpFactorRow,
    code: string,
    now: number,
  ): Promise<CodeOutcome> {
    if (factor.state === "disabled") return { kind: "disabled" };
    if (isWaiting(factor.wait_until, now)) return { kind: "wait", until: factor.wait_until };
    const use = (secret: Uint8Array) =>
      matchingStep({ code: tidyToken(code), secret, now, lastStep: factor.last_step });
    const answer = await withSecret({ keys, tx, factor, use });
    switch (answer.outcome) {
      case "match":
        return (await spendStep(tx, factor, answer.step, now)) ? { kind: "accepted" } : { kind: "replayed" };
      case "replayed":
        return { kind: "replayed" };
      case "wrong":
      // A code of the next step counts as wrong too: whoever guesses must not learn of three steps for the price of none.
      case "not-yet-valid": {
        const count = factor.wrong_codes + 1;
        const wait = waitAfterWrongCodes(count);
        const isNowDisabled = isDisabledByWrongCodes(count) && factor.state === "confirmed";
        const waitUntil = wait > 0 ? now + wait : null;
        await noteWrongCode(tx, factor, { count, waitUntil, isDisabled: isNowDisabled }, now);
        return { kind: answer.outcome, isOwnerToBeTold: count === tellOwnerAt, isNowDisabled };
      }
    }
  }

  async function pending(
    tx: Queryable,
    { account, browserHash, now }: PendingRequest,
  ): Promise<{ shown: PendingTotp; isNew: boolean }> {
    const known = await findPending(tx, account.id, browserHash);
    const factor = known ?? (await insertPending(tx, { accountId: account.id, browserHash, now, seal }));
    const shown = await withSecret({ keys, tx, factor, use: (secret) => show(secret, account) });
    return { shown, isNew: !known };
  }

  function seal(factor: { id: string; account_id: string }): Uint8Array {
    const secret = newSecret();
    try {
      return sealSecret(keys, secret, factor);
    } finally {
      secret.fill(0);
    }
  }

  function show(secret: Uint8Array, { email }: AccountRow): PendingTotp {
    const key = {
      type: "totp",
      issuer: organisation,
      account: email,
      secret,
      ...standardParameters,
    } as const;
    return { keyUri: formatKeyUri(key), issuer: organisation, account: email, secret: toBase32(secret) };
  }
}
