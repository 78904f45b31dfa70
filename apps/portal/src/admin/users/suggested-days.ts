import { defaultDaysToSetUp } from "@sallyport/contract/text";
import type { User } from "@sallyport/contract/users";

const day = 24 * 60 * 60 * 1000;
const most = 365;

/** A week more than there is, in whole days from now; a week from now if nothing is left. */
export function suggestedDays({ enrolBy, daysFromAcceptance }: User["mfa"], now: Date): number {
  const left =
    daysFromAcceptance ?? (enrolBy === null ? 0 : Math.ceil((Date.parse(enrolBy) - now.getTime()) / day));
  return Math.min(Math.max(left, 0) + defaultDaysToSetUp, most);
}
