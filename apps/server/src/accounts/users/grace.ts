import { mostDaysWithoutProof } from "@sallyport/contract/days";
import { day, instant } from "../../core/clock.ts";
import type { AccountRow } from "../../database/schema.ts";
import { enrolBy } from "../../journey/deadlines.ts";

/** If both are null, set-up is due at the next login. */
export type Grace = Pick<AccountRow, "enrol_by" | "days_from_acceptance">;

/** The days start now; for an invited user, when the invitation is accepted. */
export function graceOf({ state }: Pick<AccountRow, "state">, days: number, now: number): Grace {
  const deadline = enrolBy(now, days);
  return state === "staged"
    ? { enrol_by: null, days_from_acceptance: days }
    : { enrol_by: deadline, days_from_acceptance: null };
}

export function moreTime(before: Grace, next: Grace): number {
  if (next.days_from_acceptance !== null) {
    return (next.days_from_acceptance - (before.days_from_acceptance ?? 0)) * day;
  }
  if (before.enrol_by === null || next.enrol_by === null) return Number.POSITIVE_INFINITY;
  return next.enrol_by - before.enrol_by;
}

/**
 * Record 0036 explains the limit. If set-up is due or the account is locked, even one day lets the password alone
 * open the account again.
 */
export function isProofNeeded(isDueOrLocked: boolean, days: number): boolean {
  return isDueOrLocked || days > mostDaysWithoutProof;
}

export const noGrace: Grace = { enrol_by: null, days_from_acceptance: null };

/** Callers put "by", "from" or "to" before this text. */
export function inWords({ enrol_by, days_from_acceptance }: Grace): string {
  if (days_from_acceptance !== null) return `${days_from_acceptance} days after the invitation is accepted`;
  return enrol_by === null ? "the next login" : instant(enrol_by);
}
