import { setTimeout as pause } from "node:timers/promises";
import type { Inbox } from "@sallyport/inbox/inbox";
import type { Mail } from "@sallyport/inbox/mail";
import { z } from "zod";
import type { Mail as ShownMail } from "../shown.ts";

const lookEveryMs = 25;

export const MailQuery = z.strictObject({
  to: z.string().optional(),
  /** A part of the subject. */
  subject: z.string().optional(),
  /** The id of a mail: only later mails match. */
  after: z.string().optional(),
  waitMs: z.coerce.number().int().min(0).max(30_000).default(0),
});
export type MailQuery = z.output<typeof MailQuery>;

/** Waits for the first matching mail, or answers without one after `waitMs`. */
export async function findMails(
  inbox: Inbox,
  { waitMs, ...filter }: MailQuery,
): Promise<{ mails: ShownMail[] }> {
  const until = performance.now() + waitMs;
  for (;;) {
    const mails = matching(inbox.messages(), filter).map(shown);
    if (mails.length > 0 || performance.now() >= until) return { mails };
    await pause(lookEveryMs);
  }
}

function matching(all: readonly Mail[], { to, subject, after }: Omit<MailQuery, "waitMs">): readonly Mail[] {
  const begin = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return all
    .slice(begin)
    .filter((mail) => to === undefined || mail.recipients.includes(to))
    .filter((mail) => subject === undefined || mail.subject.includes(subject));
}

function shown({ id, receivedAt, from, recipients, subject, text, html }: Mail): ShownMail {
  const links = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link);
  return { id, receivedAt: receivedAt.toISOString(), from, to: recipients, subject, text, html, links };
}
