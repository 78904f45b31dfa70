import { dayBounds, defaultDays } from "@sallyport/contract/days";
import type { User } from "@sallyport/contract/users";

const day = 24 * 60 * 60 * 1000;

export function suggestedDays({ enrolBy, daysFromAcceptance }: User["mfa"], now: Date): number {
  const left =
    daysFromAcceptance ?? (enrolBy === null ? 0 : Math.ceil((Date.parse(enrolBy) - now.getTime()) / day));
  return Math.min(Math.max(left, 0) + defaultDays, dayBounds.max);
}
