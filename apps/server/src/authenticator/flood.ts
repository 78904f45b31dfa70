import { emailKey } from "../accounts/accounts.repository.ts";
import { hour, second } from "../core/clock.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import { mailsToMailbox } from "../mail/mails-to-mailbox.ts";
import { isMailboxFull, mailboxOf } from "../mail/rules/flood.ts";

/** The same app may ask again after this long. */
const pauseSeconds = 30;
/** Mails asked for from one network within an hour, to all mailboxes. */
const mailsOfNetwork = 30;

interface Asking {
  email: string;
  address: string;
  device: string;
  now: number;
}

/** Counts one more mail, whichever app asks for it; refuses one too many for a mailbox, or from a network. */
export async function countMail(tx: Queryable, { email, address, device, now }: Asking): Promise<void> {
  await refuseHaste(tx, device, now);
  const mail = { email_key: mailboxOf(emailKey(email)), network: networkOf(address) };
  const toMailbox = await networksBefore(tx, { email_key: mail.email_key }, now);
  const ofNetworkToAll = await networksBefore(tx, { network: mail.network }, now);
  if (isMailboxFull(mailsToMailbox(toMailbox, mail.network)) || ofNetworkToAll.length >= mailsOfNetwork)
    throw new Refused("too-many-requests", { retryAfterSeconds: hour / second });
  await tx
    .insertInto("registration_mails")
    .values({ ...mail, sent_at: now })
    .execute();
}

/** Where mails of the last hour were asked for from. */
async function networksBefore(
  tx: Queryable,
  of: { email_key?: string; network?: string },
  now: number,
): Promise<string[]> {
  const mails = await tx
    .selectFrom("registration_mails")
    .select("network")
    .where((row) => row.and(of))
    .where("sent_at", ">", now - hour)
    // What a clock that was ahead wrote would count for as long as it was ahead.
    .where("sent_at", "<=", now)
    .execute();
  return mails.map(({ network }) => network);
}

async function refuseHaste(tx: Queryable, device: string, now: number): Promise<void> {
  const mine = await tx
    .selectFrom("registrations")
    .select("created_at")
    .where("device_hash", "=", hashOf(device))
    .where("created_at", "<=", now)
    .executeTakeFirst();
  const pausesUntil = mine ? mine.created_at + pauseSeconds * second : now;
  if (pausesUntil > now) {
    throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil((pausesUntil - now) / second) });
  }
}
