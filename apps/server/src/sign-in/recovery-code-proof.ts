import type { Whereabouts } from "@sallyport/contract/sign-in";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import {
  disableRecoveryCodes,
  findRecoverySet,
  spendRecoveryCode,
} from "../factors/recovery-codes.repository.ts";
import type { Visit } from "../http/visit.ts";
import { judgeGuess } from "../limits/attempts.ts";
import { isFirstHeldOff } from "../limits/wrong-codes.repository.ts";
import { recoveryCodeUsedMail } from "../mail/templates/factors.ts";
import { submitProof } from "./proof-step.ts";
import type { Judgement, ProofOfFactor } from "./proofs.ts";
import type { SignInParts } from "./step.ts";
import type { Visitor } from "./visitor.ts";

/**
 * A recovery code, in place of a second factor that is not at hand. It is hashed here, before the transaction of the
 * step, since that takes its time and nothing else could be written meanwhile.
 */
export async function recoveryCode(
  { database, passwords, outbox }: SignInParts,
  { holder }: Visitor,
  code: string,
  visit: Visit,
): Promise<ProofOfFactor> {
  const hashedWith = await findRecoverySet(database, holder.account.id);
  const hash = hashedWith && (await passwords.derive(code, hashedWith.salt, networkOf(visit.address)));

  return async (tx, { holder: { account, factors } }, now): Promise<Judgement> => {
    const set = await findRecoverySet(tx, account.id);
    // Without a set there is nothing to judge; and with another one than before, the hash says nothing.
    if (!set || !hashedWith || !Buffer.from(set.salt).equals(hashedWith.salt)) throw new Refused("not-now");
    const proof = { method: "recovery-code", amr: ["rc"] } as const;
    if (set.disabled_at !== null) {
      const isFirst = await isFirstHeldOff(tx, account.id, "recovery-code");
      return { ...proof, outcome: { kind: "disabled", isFirst } };
    }
    const outcome = await judgeGuess({
      tx,
      accountId: account.id,
      method: "recovery-code",
      now,
      answer: async () => (hash ? spendRecoveryCode(tx, account.id, hash, now) : "wrong"),
      disable: () => disableRecoveryCodes(tx, account.id, now),
    });
    if (outcome.kind !== "accepted") return { ...proof, outcome };
    const left = (factors.recoveryCodes?.left ?? 1) - 1;
    const mail = recoveryCodeUsedMail(account, visit.address, left);
    return { ...proof, outcome, detail: `${left} left`, effect: () => outbox.queue(tx, mail, now) };
  };
}

export async function submitRecoveryCode(
  parts: SignInParts,
  visitor: Visitor,
  code: string,
  visit: Visit,
): Promise<Whereabouts> {
  const proof = await recoveryCode(parts, visitor, code, visit);
  return submitProof(parts, visitor, visit, { event: "second-factor-accepted", proof });
}
