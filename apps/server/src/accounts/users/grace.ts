import { mostDaysWithoutProof } from "@sallyport/contract/days";
import { day, instant } from "../../core/clock.ts";
import type { AccountRow } from "../../database/schema.ts";
import { enrolBy } from "../../journey/deadlines.ts";

/**
 * How long an account has for set-up: until an instant, or a number of days after its invitation is accepted. If both are
 * null, set-up is due at the next login.
 */
export type Grace = Pick<AccountRow, "enrol_by" | "days_from_acceptance">;

/** Days count from now; for an invited user they count from the acceptance of the invitation. */
export function graceOf({ state }: Pick<AccountRow, "state">, days: number, now: number): Grace {
  const deadline = enrolBy(now, days);
  return state === "staged"
    ? { enrol_by: null, days_from_acceptance: days }
    : { enrol_by: deadline, days_from_acceptance: null };
}

/** Milliseconds that `next` gives more than `before`; negative if it gives less. Both are of the same account. */
export function moreTime(before: Grace, next: Grace): number {
  if (next.days_from_acceptance !== null) {
    return (next.days_from_acceptance - (before.days_from_acceptance ?? 0)) * day;
  }
  if (before.enrol_by === null || next.enrol_by === null) return Number.POSITIVE_INFINITY;
  return next.enrol_by - before.enrol_by;
}

/**
 * Whether an administrator must prove a second factor to grant days for set-up. They must if the password alone
 * couldn't open the account before, or if set-up is postponed for long (record 0036).
 */
export function isProofNeeded(isDueOrLocked: boolean, days: number): boolean {
  return isDueOrLocked || days > mostDaysWithoutProof;
}

export const noGrace: Grace = { enrol_by: null, days_from_acceptance: null };

/** Text for the activity log, after "by" or "to". */
export function inWords({ enrol_by, days_from_acceptance }: Grace): string {
  if (days_from_acceptance !== null) return `${days_from_acceptance} days after the invitation is accepted`;
  return enrol_by === null ? "the next login" : instant(enrol_by);
}
