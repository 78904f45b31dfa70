import { isMailboxFull, type MailsToMailbox } from "../../mail/rules/flood.ts";

const minute = 60_000;

/** How long a mailed link works. */
export const lifetimeMs = 60 * minute;
/** Within which requests of one network are counted. */
export const countedMs = 60 * minute;
/** Mails to one account are counted for so long, unless one of their links is used. */
export const rememberedMs = 24 * 60 * minute;
/** Between the first mail to one account and the second. */
const firstPauseMs = 5 * minute;
/** No longer than a link works, so that a user who is mailed nothing has a link that works. */
const longestPauseMs = lifetimeMs;
/** Requests from one network within an hour that are looked at. */
export const requestsAnHour = 20;

export interface ResetFacts extends MailsToMailbox {
  /** Null for a login that no account has. */
  state: "staged" | "active" | "suspended" | null;
  /** Recovered from the command line, and not back in yet. */
  isRecovered: boolean;
  /** How many mails went to this account because they were asked for, while no link was used. */
  mailsBefore: number;
  /** When the last of them went. */
  lastMailedAt: number | null;
  /** Links of its invitation that still work, and until when: null if none does. */
  invitationLinks: number;
  invitedUntil: number | null;
  /** From this network within the last hour. */
  requestsBefore: number;
}

export type Mailing =
  | { mail: "reset-link" }
  | { mail: "invitation"; expiresAt: number }
  | { mail: null; why: string };

/** The administrator's link, and one more if that mail was lost. */
const mostInvitationLinks = 2;

/** What a request for a new password leads to. The caller's answer doesn't show it. */
export function mailingFor(facts: ResetFacts, now: number): Mailing {
  const { state, isRecovered, mailsBefore, lastMailedAt, requestsBefore } = facts;
  if (requestsBefore >= requestsAnHour) return { mail: null, why: "too many requests from there" };
  if (state === null) return { mail: null, why: "unknown login" };
  if (state === "suspended") return { mail: null, why: "account is suspended" };
  // The link that was printed needs the machine that it was printed on; one that is mailed would need the mailbox alone.
  if (isRecovered) return { mail: null, why: "recovered from the command line" };
  const pauseMs = pauseAfterMails(mailsBefore);
  if (lastMailedAt !== null && now - lastMailedAt < pauseMs) {
    return { mail: null, why: `asked again within ${pauseMs / minute} minutes` };
  }
  if (isMailboxFull(facts)) return { mail: null, why: "too many mails to that mailbox" };
  return state === "staged" ? mailingForInvited(facts) : { mail: "reset-link" };
}

/** Only an administrator renews an expired invitation: anyone may ask, and an old mailbox may have a new reader. */
function mailingForInvited({ invitationLinks, invitedUntil }: ResetFacts): Mailing {
  // defence: AT-80
  if (invitedUntil === null) return { mail: null, why: "invitation has expired" };
  if (invitationLinks >= mostInvitationLinks)
    return { mail: null, why: "two links of the invitation are open" };
  return { mail: "invitation", expiresAt: invitedUntil };
}

/** 5, 10, 20, 40, 60 minutes: who does not use them is hardly the one who asks. */
export function pauseAfterMails(count: number): number {
  return count === 0 ? 0 : Math.min(firstPauseMs * 2 ** Math.min(count - 1, 30), longestPauseMs);
}
