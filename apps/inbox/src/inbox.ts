import type { Mail } from "./mail.ts";
import { memoryOnly, openMailFolder } from "./mail-folder.ts";
import { Mailbox, type MailPredicate } from "./mailbox.ts";
import { openPages } from "./page/pages.ts";
import { openSmtpDoor } from "./smtp.ts";

const mostMails = 500;

export interface InboxOptions {
  /** 0 means any free port. */
  readonly smtpPort: number;
  /** 0 means any free port. If undefined, the inbox has no web page. */
  readonly httpPort?: number;
  readonly host?: string;
  /** Mails in this folder survive a restart. If undefined, the inbox keeps mails in memory. */
  readonly folder?: string;
}

export interface Inbox {
  readonly smtpPort: number;
  readonly httpPort?: number;
  messages(): readonly Mail[];
  /** Returns the first mail that matches. Rejects after `timeoutMs` with a list of all mails. */
  waitFor(predicate: MailPredicate, options: { timeoutMs: number }): Promise<Mail>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const { smtpPort, httpPort, host = "127.0.0.1" } = options;
  const folder = options.folder === undefined ? memoryOnly : await openMailFolder(options.folder);
  const mailbox = new Mailbox({ capacity: mostMails, mails: await folder.readAll(), folder });

  await using doors = new AsyncDisposableStack();
  const smtp = await openSmtpDoor({
    host,
    port: smtpPort,
    take: (body, envelope) => mailbox.take(body, envelope),
  });
  doors.defer(() => smtp.close());
  const pages = httpPort === undefined ? undefined : await openPages({ host, port: httpPort, mailbox });
  if (pages) doors.defer(() => pages.close());

  const open = doors.move();
  return {
    smtpPort: smtp.port,
    ...(pages && { httpPort: pages.port }),
    messages: () => mailbox.messages(),
    waitFor: (predicate, limits) => mailbox.waitFor(predicate, limits),
    clear: () => mailbox.clear(),
    close: () => open.disposeAsync(),
  };
}
