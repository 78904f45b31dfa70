import { emailKey } from "../accounts/accounts.repository.ts";
import { hour, second } from "../clock.ts";
import type { Queryable } from "../database/database.ts";
import { networkOf } from "../http/network.ts";
import { Refused } from "../http/problems.ts";
import { hashOf } from "../http/tokens.ts";

/** The same app may ask again after this long. */
const pauseSeconds = 30;
/** Mails to one address, and asked for from one network, within an hour: nobody's inbox is flooded. */
const mailsAnHour = { email_key: 5, network: 30 } as const;

interface Asking {
  email: string;
  address: string;
  device: string;
  now: number;
}

/** Counts one more mail, whichever app asks for it; refuses one too many for an address, or from a network. */
export async function countMail(tx: Queryable, { email, address, device, now }: Asking): Promise<void> {
  await refuseHaste(tx, device, now);
  const mail = { email_key: emailKey(email), network: networkOf(address) };
  for (const by of ["email_key", "network"] as const) {
    const { mails } = await tx
      .selectFrom("registration_mails")
      .select((count) => count.fn.countAll<number>().as("mails"))
      .where(by, "=", mail[by])
      .where("sent_at", ">", now - hour)
      .executeTakeFirstOrThrow();
    if (mails >= mailsAnHour[by])
      throw new Refused("too-many-requests", { retryAfterSeconds: hour / second });
  }
  await tx
    .insertInto("registration_mails")
    .values({ ...mail, sent_at: now })
    .execute();
}

async function refuseHaste(tx: Queryable, device: string, now: number): Promise<void> {
  const mine = await tx
    .selectFrom("registrations")
    .select("created_at")
    .where("device_hash", "=", hashOf(device))
    .executeTakeFirst();
  const pausesUntil = mine ? mine.created_at + pauseSeconds * second : now;
  if (pausesUntil > now) {
    throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil((pausesUntil - now) / second) });
  }
}
