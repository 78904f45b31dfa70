import type { PendingTotp } from "@sallyport/contract/sign-in";
import { formatKeyUri } from "@sallyport/totp/key-uri";
import { toBase32 } from "@sallyport/totp/secret";
import { matchingStep, standardParameters } from "@sallyport/totp/totp";
import type { CurrentSettings } from "../core/settings.ts";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, TotpFactorRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import {
  type Answer,
  type AttemptResult,
  openCodeAttempt,
  settleCodeAttempt,
} from "../limits/code-attempts.ts";
import { noteRefusedCode, wrongCodesOf } from "../limits/wrong-codes.repository.ts";
import type { Factors } from "./rules/factors.ts";
import { isTooOldToConfirm } from "./rules/pending.ts";
import { isStepAhead } from "./rules/steps-ahead.ts";
import { createSecret, openSecret, sealSecret } from "./sealed-secret.ts";
import {
  disableApps,
  dropOldestPending,
  dropOne,
  findPending,
  insertPending,
  newPendingIdentity,
  spendStep,
} from "./totp.repository.ts";

export interface TotpFactors {
  check(tx: Queryable, given: GivenCode & { factors: EnrolledApps }): Promise<AttemptResult>;
  checkPending(tx: Queryable, given: GivenCode & { factor: TotpFactorRow }): Promise<AttemptResult>;
  /** In the same browser, the secret stays the same for an hour. */
  pending(tx: Queryable, request: PendingRequest): Promise<Pending>;
}

type EnrolledApps = Pick<Factors, "apps" | "wrongPasscodes">;

interface GivenCode {
  accountId: string;
  code: string;
  now: number;
}

const mostPending = 5;

interface Pending {
  shown: PendingTotp;
  isToBeRecorded: boolean;
}

interface PendingRequest {
  account: AccountRow;
  browserHash: Uint8Array;
  now: number;
}

export function createTotpFactors(keys: Keys, settings: CurrentSettings): TotpFactors {
  return { check, checkPending, pending };

  async function check(
    tx: Queryable,
    { accountId, factors, code, now }: GivenCode & { factors: EnrolledApps },
  ): Promise<AttemptResult> {
    const method = "totp";
    const { apps, wrongPasscodes: before } = factors;
    // defence: AT-42 disabled
    const enabled = apps.filter(({ state }) => state === "confirmed");
    if (enabled.length === 0) {
      return { kind: "disabled", isFirst: await noteRefusedCode(tx, accountId, method) };
    }
    const attempt = await openCodeAttempt(tx, { accountId, method, before, limits: settings(), now });
    if (attempt.kind !== "open") return attempt;
    const result = await settleCodeAttempt(tx, attempt, await answerOf(tx, enabled, code, now));
    if ("isNowDisabled" in result && result.isNowDisabled) await disableApps(tx, accountId);
    return result;
  }

  async function checkPending(
    tx: Queryable,
    { accountId, factor, code, now }: GivenCode & { factor: TotpFactorRow },
  ): Promise<AttemptResult> {
    const method = "totp-set-up";
    const before = await wrongCodesOf(tx, accountId, method);
    const attempt = await openCodeAttempt(tx, { accountId, method, before, limits: settings(), now });
    if (attempt.kind !== "open") return attempt;
    const answer = await answerOf(tx, [factor], code, now);
    // defence: AT-44
    return settleCodeAttempt(tx, attempt, answer);
  }

  async function answerOf(
    tx: Queryable,
    factors: readonly TotpFactorRow[],
    code: string,
    now: number,
  ): Promise<Answer> {
    const answers = new Set<Answer>();
    for (const factor of factors) {
      using secret = await openSecret(keys, tx, factor);
      // defence: AT-30
      const match = matchingStep({ code, secret: secret.bytes, now, lastStep: factor.last_step });
      if (match.outcome === "replayed" && isStepAhead(factor.last_step, now)) answers.add("used-ahead");
      else if (match.outcome !== "match") answers.add(match.outcome);
      else if (await spendStep(tx, factor, match.step, now)) return "accepted";
      else answers.add("replayed");
    }
    return (
      (["used-ahead", "replayed", "not-yet-valid"] as const).find((answer) => answers.has(answer)) ?? "wrong"
    );
  }

  async function pending(tx: Queryable, { account, browserHash, now }: PendingRequest): Promise<Pending> {
    const found = await findPending(tx, account.id, browserHash);
    if (found && !isTooOldToConfirm(found.created_at, now)) {
      using secret = await openSecret(keys, tx, found);
      return { shown: show(secret.bytes, account), isToBeRecorded: false };
    }
    if (found) await dropOne(tx, found);
    const hasReplaced = await dropOldestPending(tx, account.id, mostPending - 1);
    const identity = newPendingIdentity(account.id);
    using secret = createSecret();
    const sealedSecret = sealSecret(keys, secret.bytes, identity);
    await insertPending(tx, { identity, sealedSecret, browserHash, now });
    return { shown: show(secret.bytes, account), isToBeRecorded: !hasReplaced };
  }

  function show(secret: Uint8Array, { email }: AccountRow): PendingTotp {
    const issuer = settings().organisation;
    const key = {
      type: "totp",
      issuer,
      account: email,
      secret,
      ...standardParameters,
    } as const;
    return { keyUri: formatKeyUri(key), issuer, account: email, secret: toBase32(secret) };
  }
}
