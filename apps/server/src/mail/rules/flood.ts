/** Mails within an hour that anyone may cause to one mailbox, from one network. */
const mailsOfNetwork = 5;
/** So many within an hour to one mailbox, from all networks together, are a flood. */
const flood = 10;
/** In a flood the surroundings of a network still cause so many, so that a stranger keeps no mailbox's owner from theirs. */
const mailsOfSurroundingsInFlood = 1;
/** So many within an hour to one mailbox are the last: who has many networks must not bury it. */
export const mostMailsToMailbox = 60;

/** Mails that were caused to one mailbox within the last hour. */
export interface MailsToMailbox {
  ofNetwork: number;
  ofSurroundings: number;
  inAll: number;
}

export function isMailboxFull({ ofNetwork, ofSurroundings, inAll }: MailsToMailbox): boolean {
  if (inAll >= mostMailsToMailbox) return true;
  // defence: AT-86
  return inAll < flood ? ofNetwork >= mailsOfNetwork : ofSurroundings >= mailsOfSurroundingsInFlood;
}

/** The mailbox that an address most likely leads to: upper and lower case are the same, as is all after a `+` (RFC 5233 §1). */
export function mailboxOf(email: string): string {
  const [, local = "", domain = ""] = /^([^+]+)(?:\+.*)?@([^@]*)$/.exec(email.trim().toLowerCase()) ?? [];
  return local === "" ? email.trim().toLowerCase() : `${local}@${domain}`;
}
