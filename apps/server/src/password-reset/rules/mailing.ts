import { isMailboxFull, type MailsToMailbox } from "../../mail/rules/flood.ts";

const minute = 60_000;

export const lifetimeMs = 60 * minute;
export const countedMs = 60 * minute;
/**
 * The pause before the next mail depends on the number of mails within this time. After a link is used, the
 * number starts again at 0.
 */
export const rememberedMs = 24 * 60 * minute;
const firstPauseMs = 5 * minute;
/** A pause is never longer than the lifetime of a link, so the user always has a valid link. */
const longestPauseMs = lifetimeMs;
export const requestsAnHour = 20;

export interface ResetFacts extends MailsToMailbox {
  state: "staged" | "active" | "suspended" | null;
  isRecovered: boolean;
  mailsBefore: number;
  lastMailedAt: number | null;
  invitationLinks: number;
  invitedUntil: number | null;
  requestsBefore: number;
}

export type Mailing =
  | { mail: "reset-link" }
  | { mail: "invitation"; expiresAt: number }
  | { mail: null; why: string };

/** A user can request a second link, in case the first mail gets lost. */
const mostInvitationLinks = 2;

export function mailingFor(facts: ResetFacts, now: number): Mailing {
  const { state, isRecovered, mailsBefore, lastMailedAt, requestsBefore } = facts;
  if (requestsBefore >= requestsAnHour) return { mail: null, why: "too many requests from there" };
  if (state === null) return { mail: null, why: "unknown login" };
  if (state === "suspended") return { mail: null, why: "account is suspended" };
  // A suspended or recovered account gets no link, because anyone with access to the mailbox could take over
  // the account.
  if (isRecovered) return { mail: null, why: "recovered from the command line" };
  const pauseMs = pauseAfterMails(mailsBefore);
  if (lastMailedAt !== null && now - lastMailedAt < pauseMs) {
    return { mail: null, why: `asked again within ${pauseMs / minute} minutes` };
  }
  if (isMailboxFull(facts)) return { mail: null, why: "too many mails to that mailbox" };
  return state === "staged" ? mailingForInvited(facts) : { mail: "reset-link" };
}

/** An expired invitation isn't renewed, because the mailbox might have a new owner. */
function mailingForInvited({ invitationLinks, invitedUntil }: ResetFacts): Mailing {
  // defence: AT-80
  if (invitedUntil === null) return { mail: null, why: "invitation has expired" };
  if (invitationLinks >= mostInvitationLinks)
    return { mail: null, why: "two links of the invitation are open" };
  return { mail: "invitation", expiresAt: invitedUntil };
}

export function pauseAfterMails(count: number): number {
  return count === 0 ? 0 : Math.min(firstPauseMs * 2 ** Math.min(count - 1, 30), longestPauseMs);
}
