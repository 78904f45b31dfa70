import type { Inbox } from "@sallyport/inbox/inbox";

const toArrive = 10_000;

export interface Letter {
  subject: string;
  text: string;
  link: string;
  code: string;
}

export class Mailbox {
  readonly #inbox: Inbox;
  readonly #read = new Set<string>();

  constructor(inbox: Inbox) {
    this.#inbox = inbox;
  }

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
