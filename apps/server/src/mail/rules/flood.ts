/** Mails within an hour that anyone may cause to one mailbox, from one network. */
const mailsOfNetwork = 5;
/** So many within an hour to one mailbox, from all networks together, are a flood. */
const flood = 10;
/** In a flood each network still causes so many, so that a stranger keeps no mailbox's owner from theirs. */
const mailsOfNetworkInFlood = 1;

/** Mails that were caused to one mailbox within the last hour. */
export interface MailsToMailbox {
  ofNetwork: number;
  inAll: number;
}

export function isMailboxFull({ ofNetwork, inAll }: MailsToMailbox): boolean {
  return ofNetwork >= (inAll < flood ? mailsOfNetwork : mailsOfNetworkInFlood);
}

/** The mailbox that an address most likely leads to: upper and lower case are the same, as is all after a `+` (RFC 5233 §1). */
export function mailboxOf(email: string): string {
  const [, local = "", domain = ""] = /^([^+]+)(?:\+.*)?@([^@]*)$/.exec(email.trim().toLowerCase()) ?? [];
  return local === "" ? email.trim().toLowerCase() : `${local}@${domain}`;
}
