import { hour } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";

interface RegistrationMail {
  mailbox: string;
  network: string;
}

export async function insertRegistrationMail(
  tx: Queryable,
  { mailbox, network }: RegistrationMail,
  now: number,
): Promise<void> {
  await tx.insertInto("registration_mails").values({ email_key: mailbox, network, sent_at: now }).execute();
}

export async function networksOfMails(
  tx: Queryable,
  { mailbox, network }: Partial<RegistrationMail>,
  now: number,
): Promise<string[]> {
  const mails = await tx
    .selectFrom("registration_mails")
    .select("network")
    .$if(mailbox !== undefined, (rows) => rows.where("email_key", "=", mailbox ?? ""))
    .$if(network !== undefined, (rows) => rows.where("network", "=", network ?? ""))
    .where("sent_at", ">", now - hour)
    // Ignores mails that were sent while the clock was ahead. The limit would count such mails for too long.
    .where("sent_at", "<=", now)
    .execute();
  return mails.map((mail) => mail.network);
}
