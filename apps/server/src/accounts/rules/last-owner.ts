import type { AccountRow } from "../../database/schema.ts";
import { areAppsDisabled, type Factors, isEnrolled, methodsOf } from "../../factors/rules/factors.ts";

interface Administrator {
  account: Pick<AccountRow, "id" | "role" | "state" | "password_hash">;
  factors: Factors;
}

/** Whether somebody gets in as things stand: active, with something to begin with and something to answer with. */
export function canSignIn({ account, factors }: Administrator): boolean {
  const canBegin = account.password_hash !== null || factors.passkeys.length > 0;
  return account.state === "active" && canBegin && canAnswer(factors);
}

/** Whether without this administrator no owner would be left who can sign in. */
export function isLastOwner(subject: Administrator, everyone: readonly Administrator[]): boolean {
  if (subject.account.role !== "owner" || !canSignIn(subject)) return false;
  const others = everyone.filter(({ account }) => account.id !== subject.account.id);
  return !others.some((other) => other.account.role === "owner" && canSignIn(other));
}

/** Set-up is a way in too, so nothing enrolled is no obstacle; everything disabled is one. */
function canAnswer(factors: Factors): boolean {
  if (!isEnrolled(factors)) return true;
  return methodsOf(factors).some((method) => method !== "totp" || !areAppsDisabled(factors));
}
