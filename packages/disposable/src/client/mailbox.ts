import type { Mail } from "../shown.ts";
import type { Asker } from "./asker.ts";
import { poll, usualTimeoutMs } from "./waiting.ts";

export interface MailFilter {
  /** The whole address. */
  to?: string;
  /** A part of the subject. */
  subject?: string;
  /** Only mails that came after this one. */
  after?: Pick<Mail, "id">;
}

/** All mails that the Sallyport sent. They stay in it. */
export class Mailbox {
  /** A page that shows the mails. */
  readonly url: string;
  /** The mail server, which also takes mails of others: `smtp://127.0.0.1:PORT`. */
  readonly smtp: string;
  readonly #asker: Asker;

  constructor(asker: Asker, { url, smtp }: { url: string; smtp: string }) {
    this.#asker = asker;
    this.url = url;
    this.smtp = smtp;
  }

  /** The oldest mail comes first. */
  messages(filter: MailFilter = {}): Promise<Mail[]> {
    return this.#find(filter, 0);
  }

  /** Returns the first mail that matches, even if it came before this call. */
  async waitFor(filter: MailFilter, { timeout = usualTimeoutMs } = {}): Promise<Mail> {
    const found = await poll(timeout, async (waitMs) => (await this.#find(filter, waitMs))[0]);
    if (found) return found;
    const all = await this.messages();
    const list = all.map(({ subject, to }) => `\n  "${subject}" to ${to.join(", ")}`).join("") || " nothing";
    throw new Error(
      `No mail like ${JSON.stringify(filter)} came within ${timeout} ms. In the mailbox:${list}`,
    );
  }

  async clear(): Promise<void> {
    await this.#asker.send("DELETE", "/mails");
  }

  async #find({ to, subject, after }: MailFilter, waitMs: number): Promise<Mail[]> {
    return (await this.#asker.get<{ mails: Mail[] }>("/mails", { to, subject, after: after?.id, waitMs }))
      .mails;
  }
}
