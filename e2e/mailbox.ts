import type { Inbox } from "@sallyport/inbox/inbox";

const toArrive = 10_000;

export interface Letter {
  subject: string;
  text: string;
  /** The address of the mail's button. */
  link: string;
  /** The code in the mail. */
  code: string;
}

/** All mails of a story. The server sends them by SMTP to a test inbox, and they are not delivered further. */
export class Mailbox {
  readonly #inbox: Inbox;
  readonly #read = new Set<string>();

  constructor(inbox: Inbox) {
    this.#inbox = inbox;
  }

  /** Waits for an unread mail to `email`, and returns it. */
  async read(email: string, subject: string | RegExp): Promise<Letter> {
    const mail = await this.#inbox.waitFor(
      (each) =>
        !this.#read.has(each.id) &&
        each.recipients.includes(email) &&
        (typeof subject === "string" ? each.subject === subject : subject.test(each.subject)),
      { timeoutMs: toArrive },
    );
    this.#read.add(mail.id);
    const { text } = mail;
    return {
      subject: mail.subject,
      text,
      get link() {
        return found(text, /https?:\/\/\S+/);
      },
      get code() {
        return found(text, /(?<=Code: )\d+/);
      },
    };
  }

  /** The subjects of all mails to `email`, oldest first. */
  subjects(email: string): string[] {
    return this.#inbox
      .messages()
      .filter(({ recipients }) => recipients.includes(email))
      .map(({ subject }) => subject);
  }
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  if (!match) throw new Error(`There is nothing like ${pattern} in this mail:\n${text}`);
  return match[0];
}
