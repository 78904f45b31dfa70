import { isMailboxFull, type MailsToMailbox } from "../../mail/rules/flood.ts";

const minute = 60_000;

export const lifetimeMs = 60 * minute;
export const countedMs = 60 * minute;
/** Pauses depend on the number of mails in this time. A used link sets the number to 0. */
export const rememberedMs = 24 * 60 * minute;
const firstPauseMs = 5 * minute;
/** The last mailed link must stay valid during every pause. */
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

/** The first mail may be lost, so the user may request a second link. */
const mostInvitationLinks = 2;

export function mailingFor(facts: ResetFacts, now: number): Mailing {
  const { state, isRecovered, mailsBefore, lastMailedAt, requestsBefore } = facts;
  if (requestsBefore >= requestsAnHour) return { mail: null, why: "too many requests from there" };
  if (state === null) return { mail: null, why: "unknown login" };
  if (state === "suspended") return { mail: null, why: "account is suspended" };
  // Anyone with access to the mailbox could take over the account.
  if (isRecovered) return { mail: null, why: "recovered from the command line" };
  const pauseMs = pauseAfterMails(mailsBefore);
  if (lastMailedAt !== null && now - lastMailedAt < pauseMs) {
    return { mail: null, why: `asked again within ${pauseMs / minute} minutes` };
  }
  if (isMailboxFull(facts)) return { mail: null, why: "too many mails to that mailbox" };
  return state === "staged" ? mailingForInvited(facts) : { mail: "reset-link" };
}

/** The mailbox may have a new owner, so an expired invitation stays expired. */
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
