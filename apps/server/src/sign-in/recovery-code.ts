import type { WaitLimits } from "@sallyport/contract/settings/list";
import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { disableRecoveryCodes, spendRecoveryCode } from "../factors/recovery-codes.repository.ts";
import type { Visit } from "../http/visit.ts";
import { type AttemptResult, openCodeAttempt, settleCodeAttempt } from "../limits/code-attempts.ts";
import { noteRefusedCode, wrongCodesOf } from "../limits/wrong-codes.repository.ts";
import { recoveryCodeUsedMail } from "../mail/templates/factors.ts";
import type { Caller } from "./caller.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import type { SignInParts } from "./step.ts";

export async function submitRecoveryCode(
  parts: SignInParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Whereabouts> {
  const given = await hashRecoveryCode(parts, actor, code);
  return submitProof(parts, actor, "second-factor-accepted", (tx, here, now) =>
    checkRecoveryCode(parts, tx, here, { given, visit: actor.visit, now }),
  );
}

export interface GivenRecoveryCode {
  hash: Uint8Array | null;
  salt: Uint8Array | null;
}

/** Computes the hash before the transaction, because hashing is slow and would block other writers. */
export async function hashRecoveryCode(
  { passwords }: SignInParts,
  { caller, visit }: Actor<Caller>,
  code: string,
): Promise<GivenRecoveryCode> {
  const salt = caller.factors.recoveryCodes?.salt;
  if (!salt) return { hash: null, salt: null };
  return { hash: await passwords.derive(code, salt, networkOf(visit.address)), salt };
}

export async function checkRecoveryCode(
  { outbox, settings }: SignInParts,
  tx: Queryable,
  { account, factors }: Caller,
  { given, visit, now }: { given: GivenRecoveryCode; visit: Visit; now: number },
): Promise<Checked> {
  const set = factors.recoveryCodes;
  // The user might have made new codes since the hash was computed.
  if (!set || !given.salt || !given.hash || !Buffer.from(set.salt).equals(given.salt)) {
    throw new Refused("not-now");
  }
  const proof = { method: "recovery-code", amr: ["rc"] } as const;
  const result = await attemptWith(tx, account.id, {
    isDisabled: set.isDisabled,
    hash: given.hash,
    limits: settings(),
    now,
  });
  if (result.kind !== "accepted") return { ...proof, result };
  const left = set.left - 1;
  await outbox.queue(tx, recoveryCodeUsedMail(account, visit.address, left), now);
  return { ...proof, result, detail: `${left} left` };
}

async function attemptWith(
  tx: Queryable,
  accountId: string,
  {
    isDisabled,
    hash,
    limits,
    now,
  }: { isDisabled: boolean; hash: Uint8Array; limits: WaitLimits; now: number },
): Promise<AttemptResult> {
  const method = "recovery-code";
  if (isDisabled) {
    return { kind: "disabled", isFirst: await noteRefusedCode(tx, accountId, method) };
  }
  const before = await wrongCodesOf(tx, accountId, method);
  const attempt = await openCodeAttempt(tx, { accountId, method, before, limits, now });
  if (attempt.kind !== "open") return attempt;
  const answer = await spendRecoveryCode(tx, accountId, hash, now);
  const result = await settleCodeAttempt(tx, attempt, answer);
  if ("isNowDisabled" in result && result.isNowDisabled) await disableRecoveryCodes(tx, accountId, now);
  return result;
}
