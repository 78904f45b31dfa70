/** The most mails to one mailbox that one network may cause within an hour. */
const mailsOfNetwork = 5;
/** This many mails to one mailbox within an hour are a flood. */
const flood = 10;
/** During a flood, each wider network may cause one mail, so that the owner's own request works. */
const mailsOfSurroundingsInFlood = 1;
/** Within an hour, so that an attacker with many networks can't fill a mailbox. */
export const mostMailsToMailbox = 60;

/** Within the last hour. */
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

/** Ignores case and the part after a `+` (RFC 5233 §1). */
export function mailboxOf(email: string): string {
  const [, local = "", domain = ""] = /^([^+]+)(?:\+.*)?@([^@]*)$/.exec(email.trim().toLowerCase()) ?? [];
  return local === "" ? email.trim().toLowerCase() : `${local}@${domain}`;
}
