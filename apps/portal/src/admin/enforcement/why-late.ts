import type { User } from "@sallyport/contract/users";
import { dateText } from "@sallyport/ui/moment-text";

type Late = Pick<User, "state" | "lastSignInAt" | "mailUndeliveredSince">;

/** Returns the known reasons why a user missed the deadline. */
export function whyLate({ state, lastSignInAt, mailUndeliveredSince }: Late, timeZone: string): string {
  const on = (at: string) => dateText(new Date(at), timeZone);
  const reasons = [
    lastSignInAt === null
      ? "Never logged in."
      : `Last logged in on ${on(lastSignInAt)}, without setting up MFA.`,
    ...(mailUndeliveredSince === null ? [] : [`Mails haven't arrived since ${on(mailUndeliveredSince)}.`]),
    ...(state === "suspended" ? ["Suspended."] : []),
  ];
  return reasons.join(" ");
}
