import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { endBypassCode, spendBypassCode } from "../factors/bypass-codes.repository.ts";
import { bypassEndsAt } from "../factors/bypass-codes.ts";
import { usableBypassCode } from "../factors/rules/factors.ts";
import type { Visit } from "../http/visit.ts";
import { type AttemptResult, openCodeAttempt, settleCodeAttempt } from "../limits/code-attempts.ts";
import { wrongCodesOf } from "../limits/wrong-codes.repository.ts";
import { bypassCodeUsedMail } from "../mail/templates/bypass-codes.ts";
import type { Caller } from "./caller.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import type { SignInParts } from "./step.ts";

/** The session stays at AAL1 (record 0063). */
export async function submitBypassCode(
  parts: SignInParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Whereabouts> {
  const { caller, visit } = actor;
  const salt = usableBypassCode(caller.factors, parts.clock.now())?.salt;
  if (!salt) throw new Refused("not-now");
  // Hashing is slow and would block other writers, so the hash is computed before the transaction.
  const hash = await parts.passwords.derive(code, salt, networkOf(visit.address));
  return submitProof(parts, actor, "bypass-code-accepted", (tx, here, now) =>
    checkBypassCode(parts, tx, here, { given: { hash, salt }, visit, now }),
  );
}

interface Given {
  given: { hash: Uint8Array; salt: Uint8Array };
  visit: Visit;
  now: number;
}

async function checkBypassCode(
  parts: SignInParts,
  tx: Queryable,
  { account, factors }: Caller,
  { given, visit, now }: Given,
): Promise<Checked> {
  const issued = usableBypassCode(factors, now);
  // An administrator might have issued a new code after the hash was computed.
  if (!issued || !Buffer.from(issued.salt).equals(given.salt)) throw new Refused("not-now");
  const { values } = await parts.keptSettings.valuesIn(tx);
  // defence: AT-95 setting
  if (!values.bypassCodes) throw new Refused("not-now");
  const proof = { method: "bypass-code", amr: ["bypass"], bypassUntil: bypassEndsAt(issued) } as const;
  const result = await attemptWith(parts, tx, account.id, { hash: given.hash, now });
  if (result.kind === "accepted")
    await parts.outbox.queue(tx, bypassCodeUsedMail(account, visit.address, bypassEndsAt(issued)), now);
  return { ...proof, result };
}

/**
 * Wrong bypass codes and wrong recovery codes share one count. So the second kind of code gives no further
 * attempts.
 */
const method = "recovery-code";

async function attemptWith(
  { settings }: SignInParts,
  tx: Queryable,
  accountId: string,
  { hash, now }: { hash: Uint8Array; now: number },
): Promise<AttemptResult> {
  const before = await wrongCodesOf(tx, accountId, method);
  const attempt = await openCodeAttempt(tx, { accountId, method, before, limits: settings(), now });
  if (attempt.kind !== "open") return attempt;
  const answer = await spendBypassCode(tx, accountId, hash, now);
  // The count of wrong recovery codes stays, because no recovery code was right.
  if (answer === "accepted") return { kind: "accepted" };
  const result = await settleCodeAttempt(tx, attempt, answer);
  if ("isNowDisabled" in result && result.isNowDisabled) await endBypassCode(tx, accountId);
  return result;
}
