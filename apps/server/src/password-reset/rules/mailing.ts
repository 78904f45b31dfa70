import { isMailboxFull, type MailsToMailbox } from "../../mail/rules/flood.ts";

const minute = 60_000;

/** How long a mailed link works. */
export const lifetimeMs = 60 * minute;
/** The period in which requests of one network are counted. */
export const countedMs = 60 * minute;
/** Pauses depend on the number of reset mails in this period. After a link is used, the number is 0 again. */
export const rememberedMs = 24 * 60 * minute;
const firstPauseMs = 5 * minute;
/** The last mailed link must stay valid during every pause. */
const longestPauseMs = lifetimeMs;
/** Requests of one network above this number are ignored. */
export const requestsAnHour = 20;

export interface ResetFacts extends MailsToMailbox {
  /** Null for an unknown login. */
  state: "staged" | "active" | "suspended" | null;
  /** True if the account was recovered from the command line and has no new password yet. */
  isRecovered: boolean;
  /** How many reset mails were sent since the owner last used a reset link. */
  mailsBefore: number;
  lastMailedAt: number | null;
  /** How many links of the account's invitation still work, and when the last link expires. */
  invitationLinks: number;
  invitedUntil: number | null;
  requestsBefore: number;
}

export type Mailing =
  | { mail: "reset-link" }
  | { mail: "invitation"; expiresAt: number }
  | { mail: null; why: string };

/** The administrator sends one link. The user may request one more, because the first mail may be lost. */
const mostInvitationLinks = 2;

export function mailingFor(facts: ResetFacts, now: number): Mailing {
  const { state, isRecovered, mailsBefore, lastMailedAt, requestsBefore } = facts;
  if (requestsBefore >= requestsAnHour) return { mail: null, why: "too many requests from there" };
  if (state === null) return { mail: null, why: "unknown login" };
  if (state === "suspended") return { mail: null, why: "account is suspended" };
  // A mailed link would let anyone with access to the mailbox take over the account.
  if (isRecovered) return { mail: null, why: "recovered from the command line" };
  const pauseMs = pauseAfterMails(mailsBefore);
  if (lastMailedAt !== null && now - lastMailedAt < pauseMs) {
    return { mail: null, why: `asked again within ${pauseMs / minute} minutes` };
  }
  if (isMailboxFull(facts)) return { mail: null, why: "too many mails to that mailbox" };
  return state === "staged" ? mailingForInvited(facts) : { mail: "reset-link" };
}

/** A request doesn't renew an expired invitation, because the mailbox may have a new owner. */
function mailingForInvited({ invitationLinks, invitedUntil }: ResetFacts): Mailing {
  // defence: AT-80
  if (invitedUntil === null) return { mail: null, why: "invitation has expired" };
  if (invitationLinks >= mostInvitationLinks)
    return { mail: null, why: "two links of the invitation are open" };
  return { mail: "invitation", expiresAt: invitedUntil };
}

/** The pauses last 5, 10, 20, 40 and 60 minutes. Unused links suggest that someone else requests them. */
export function pauseAfterMails(count: number): number {
  return count === 0 ? 0 : Math.min(firstPauseMs * 2 ** Math.min(count - 1, 30), longestPauseMs);
}
