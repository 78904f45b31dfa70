import type { AccountRow } from "../../../database/schema.ts";
import { type Factors, isEnrolled, methodsOf } from "../../../factors/rules/factors.ts";
import { isStepAhead } from "../../../factors/rules/steps-ahead.ts";

interface Administrator {
  account: Pick<AccountRow, "id" | "role" | "state" | "password_hash">;
  factors: Factors;
}

/** Without a password, passkeys don't work either (record 0049). */
export function canSignIn({ account, factors }: Administrator, now: number): boolean {
  return account.state === "active" && account.password_hash !== null && canAnswer(factors, now);
}

export function isLastOwner(
  subject: Administrator,
  everyone: readonly Administrator[],
  now: number,
): boolean {
  if (subject.account.role !== "owner" || !canSignIn(subject, now)) return false;
  const others = everyone.filter(({ account }) => account.id !== subject.account.id);
  return !others.some((other) => other.account.role === "owner" && canSignIn(other, now));
}

function canAnswer(factors: Factors, now: number): boolean {
  if (!isEnrolled(factors)) return true;
  const hasCodes = factors.apps.some(
    ({ state, last_step }) => state === "confirmed" && !isStepAhead(last_step, now),
  );
  return methodsOf(factors).some((method) => method !== "totp" || hasCodes);
}
