import type { PendingTotp } from "@sallyport/contract/sign-in";
import { formatKeyUri } from "@sallyport/totp/key-uri";
import { newSecret, toBase32 } from "@sallyport/totp/secret";
import { matchingStep, standardParameters } from "@sallyport/totp/totp";
import type { Queryable } from "../database/database.ts";
import type { AccountRow, TotpFactorRow } from "../database/schema.ts";
import type { Keys } from "../keys/keys.ts";
import { type Answer, type CodeOutcome, judgeGuess } from "../limits/attempts.ts";
import { isFirstHeldOff } from "../limits/wrong-codes.repository.ts";
import { isTooOldToConfirm } from "./rules/pending.ts";
import { isStepAhead } from "./rules/steps-ahead.ts";
import { sealSecret, withSecret } from "./sealed-secret.ts";
import {
  disableApps,
  dropOldestPending,
  dropOne,
  findPending,
  insertPending,
  spendStep,
} from "./totp.repository.ts";

export interface TotpFactors {
  /** Judges a code by an account's enrolled apps, any of which may have made it, and spends its step or counts it. */
  judge(tx: Queryable, given: GivenCode & { apps: readonly TotpFactorRow[] }): Promise<CodeOutcome>;
  /** The same for a secret that is not confirmed yet. */
  judgePending(tx: Queryable, given: GivenCode & { factor: TotpFactorRow }): Promise<CodeOutcome>;
  /** The secret that this browser is setting up: the same for an hour or until confirmed, and never another browser's. */
  pending(tx: Queryable, request: PendingRequest): Promise<Pending>;
}

interface GivenCode {
  accountId: string;
  code: string;
  now: number;
}

/** Browsers of one account that may be setting up an app at once; the one that began first gives way to a sixth. */
const mostPending = 5;

interface Pending {
  shown: PendingTotp;
  /** Begun just now, and not in the place of another: whoever begins without end fills no record. */
  isToBeRecorded: boolean;
}

interface PendingRequest {
  account: AccountRow;
  browserHash: Uint8Array;
  now: number;
}

export function createTotpFactors(keys: Keys, organisation: string): TotpFactors {
  return { judge, judgePending, pending };

  async function judge(
    tx: Queryable,
    { accountId, apps, code, now }: GivenCode & { apps: readonly TotpFactorRow[] },
  ): Promise<CodeOutcome> {
    // defence: AT-42 disabled
    const judged = apps.filter(({ state }) => state === "confirmed");
    if (judged.length === 0) {
      return { kind: "disabled", isFirst: await isFirstHeldOff(tx, accountId, "totp") };
    }
    const answer = () => ask(tx, judged, code, now);
    const disable = () => disableApps(tx, accountId);
    return judgeGuess({ tx, accountId, method: "totp", now, answer, disable });
  }

  function judgePending(
    tx: Queryable,
    { accountId, factor, code, now }: GivenCode & { factor: TotpFactorRow },
  ): Promise<CodeOutcome> {
    const answer = () => ask(tx, [factor], code, now);
    // defence: AT-44
    return judgeGuess({ tx, accountId, method: "totp-set-up", now, answer });
  }

  /** The best answer that any of the factors gives. */
  async function ask(
    tx: Queryable,
    factors: readonly TotpFactorRow[],
    code: string,
    now: number,
  ): Promise<Answer> {
    const answers = new Set<Answer>();
    for (const factor of factors) {
      // defence: AT-30
      const use = (secret: Uint8Array) => matchingStep({ code, secret, now, lastStep: factor.last_step });
      const match = await withSecret({ keys, tx, factor, use });
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
    const known = found && isTooOldToConfirm(found.created_at, now) ? undefined : found;
    if (found && !known) await dropOne(tx, found);
    const hasGivenWay = !known && (await dropOldestPending(tx, account.id, mostPending - 1));
    const factor = known ?? (await insertPending(tx, { accountId: account.id, browserHash, now, seal }));
    const shown = await withSecret({ keys, tx, factor, use: (secret) => show(secret, account) });
    return { shown, isToBeRecorded: !known && !hasGivenWay };
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
