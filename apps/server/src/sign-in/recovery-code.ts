import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { RecoverySetRow } from "../database/schema.ts";
import {
  disableRecoveryCodes,
  findRecoverySet,
  spendRecoveryCode,
} from "../factors/recovery-codes.repository.ts";
import type { Visit } from "../http/visit.ts";
import { type AttemptResult, openCodeAttempt, settleCodeAttempt } from "../limits/code-attempts.ts";
import { noteRefusedCode } from "../limits/wrong-codes.repository.ts";
import { recoveryCodeUsedMail } from "../mail/templates/factors.ts";
import type { Caller } from "./caller.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import type { SignInParts } from "./step.ts";

/** The second step with a recovery code, if the owner doesn't have their authenticator app or passkey with them. */
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

/** The hash of a given recovery code, and the salt that was used. Both are null if the account has no codes. */
export interface GivenRecoveryCode {
  hash: Uint8Array | null;
  salt: Uint8Array | null;
}

/** Hashes the code before the transaction, because hashing takes long and would block other requests that write. */
export async function hashRecoveryCode(
  { database, passwords }: SignInParts,
  { caller, visit }: Actor<Caller>,
  code: string,
): Promise<GivenRecoveryCode> {
  const set = await findRecoverySet(database, caller.account.id);
  if (!set) return { hash: null, salt: null };
  return { hash: await passwords.derive(code, set.salt, networkOf(visit.address)), salt: set.salt };
}

export async function checkRecoveryCode(
  { outbox }: SignInParts,
  tx: Queryable,
  { account, factors }: Caller,
  { given, visit, now }: { given: GivenRecoveryCode; visit: Visit; now: number },
): Promise<Checked> {
  const set = await findRecoverySet(tx, account.id);
  // Without a set there is nothing to check. If a new set was made meanwhile, the hash has the wrong salt.
  if (!set || !given.salt || !given.hash || !Buffer.from(set.salt).equals(given.salt)) {
    throw new Refused("not-now");
  }
  const proof = { method: "recovery-code", amr: ["rc"] } as const;
  const result = await attemptWith(tx, set, given.hash, now);
  if (result.kind !== "accepted") return { ...proof, result };
  const left = (factors.recoveryCodes?.left ?? 1) - 1;
  await outbox.queue(tx, recoveryCodeUsedMail(account, visit.address, left), now);
  return { ...proof, result, detail: `${left} left` };
}

async function attemptWith(
  tx: Queryable,
  { account_id: accountId, disabled_at: disabledAt }: RecoverySetRow,
  hash: Uint8Array,
  now: number,
): Promise<AttemptResult> {
  const method = "recovery-code";
  if (disabledAt !== null) {
    return { kind: "disabled", isFirst: await noteRefusedCode(tx, accountId, method) };
  }
  const attempt = await openCodeAttempt(tx, { accountId, method, now });
  if (attempt.kind !== "open") return attempt;
  const answer = await spendRecoveryCode(tx, accountId, hash, now);
  const result = await settleCodeAttempt(tx, attempt, answer);
  if ("isNowDisabled" in result && result.isNowDisabled) await disableRecoveryCodes(tx, accountId, now);
  return result;
}
