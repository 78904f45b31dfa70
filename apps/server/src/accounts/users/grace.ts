import { dayBounds, mostDaysWithoutProof } from "@sallyport/contract/days";
import { day, instant } from "../../core/clock.ts";
import type { AccountRow } from "../../database/schema.ts";
import { enrolBy } from "../../journey/deadlines.ts";

/** If both columns are null, set-up is due at the next login. */
export type Grace = Pick<AccountRow, "enrol_by" | "days_from_acceptance">;

/** The days of an invited user start when the user accepts the invitation. */
export function graceOf({ state }: Pick<AccountRow, "state">, days: number, now: number): Grace {
  const deadline = enrolBy(now, days);
  return state === "staged"
    ? { enrol_by: null, days_from_acceptance: days }
    : { enrol_by: deadline, days_from_acceptance: null };
}

/**
 * Adds the days to the deadline, or to the current time if the deadline has passed. The new deadline is at most
 * a year from now.
 */
export function laterGrace(account: Grace & Pick<AccountRow, "state">, days: number, now: number): Grace {
  const { state, enrol_by, days_from_acceptance } = account;
  if (state === "staged")
    return graceOf(account, Math.min((days_from_acceptance ?? 0) + days, dayBounds.max), now);
  const last = enrolBy(now, dayBounds.max);
  return {
    enrol_by: Math.min(Math.max(now, enrol_by ?? now) + days * day, last),
    days_from_acceptance: null,
  };
}

export function moreTime(before: Grace, next: Grace): number {
  if (next.days_from_acceptance !== null) {
    return (next.days_from_acceptance - (before.days_from_acceptance ?? 0)) * day;
  }
  if (before.enrol_by === null || next.enrol_by === null) return Number.POSITIVE_INFINITY;
  return next.enrol_by - before.enrol_by;
}

export function isProofNeeded(isDueOrLocked: boolean, days: number): boolean {
  return isDueOrLocked || days > mostDaysWithoutProof;
}

export const noGrace: Grace = { enrol_by: null, days_from_acceptance: null };

/** The text fits after "by", "from" or "to". */
export function inWords({ enrol_by, days_from_acceptance }: Grace): string {
  if (days_from_acceptance !== null) return `${days_from_acceptance} days after the invitation is accepted`;
  return enrol_by === null ? "the next login" : instant(enrol_by);
}
