import { emailKey } from "../accounts/accounts.repository.ts";
import { hour, second } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { ScopeName } from "../database/scope.ts";
import { mailsToMailbox } from "../mail/mails-to-mailbox.ts";
import { isMailboxFull, mailboxOf } from "../mail/rules/flood.ts";
import { insertRegistrationMail, networksOfMails } from "./registration-mails.repository.ts";
import { lastRegisteredAt } from "./registrations.repository.ts";

const pauseSeconds = 30;
const mailsOfNetwork = 30;

interface Asking {
  email: string;
  address: string;
  device: string;
  now: number;
}

export async function countMail(tx: Queryable, { email, address, device, now }: Asking): Promise<void> {
  await refuseHaste(tx, device, now);
  const mail = { mailbox: mailboxOf(emailKey(email)), network: networkOf(address) };
  const toMailbox = await networksOfMails(tx, { mailbox: mail.mailbox }, now);
  const ofNetworkToAll = await networksOfMails(tx, { network: mail.network }, now);
  if (isMailboxFull(mailsToMailbox(toMailbox, mail.network)) || ofNetworkToAll.length >= mailsOfNetwork)
    throw new Refused("too-many-requests", { retryAfterSeconds: hour / second });
  await insertRegistrationMail(tx, mail, now);
}

export function scopeOfMail(email: string, address: string): ScopeName[] {
  return [`mailbox ${mailboxOf(emailKey(email))}`, `network ${networkOf(address)}`];
}

async function refuseHaste(tx: Queryable, device: string, now: number): Promise<void> {
  const registeredAt = await lastRegisteredAt(tx, device, now);
  const pausesUntil = registeredAt === undefined ? now : registeredAt + pauseSeconds * second;
  if (pausesUntil > now) {
    throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil((pausesUntil - now) / second) });
  }
}
