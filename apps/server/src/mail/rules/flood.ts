const mailsOfNetwork = 5;
/** If a mailbox gets this many mails within an hour, there is a flood. */
const flood = 10;
/** During a flood, each /24 or /48 network can cause one mail, so the owner can still request one. */
const mailsOfSurroundingsInFlood = 1;
export const mostMailsToMailbox = 60;

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

/** Returns the address in lower case, without a `+` and the text after it (RFC 5233 §1). */
export function mailboxOf(email: string): string {
  const [, local = "", domain = ""] = /^([^+]+)(?:\+.*)?@([^@]*)$/.exec(email.trim().toLowerCase()) ?? [];
  return local === "" ? email.trim().toLowerCase() : `${local}@${domain}`;
}
