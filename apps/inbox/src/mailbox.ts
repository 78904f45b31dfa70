import { randomBytes } from "node:crypto";
import { delivered, type Envelope, type Mail, readMail } from "./mail.ts";
import type { MailFolder } from "./mail-folder.ts";

export type MailPredicate = (mail: Mail) => boolean;

interface Waiter {
  readonly predicate: MailPredicate;
  readonly found: (mail: Mail) => void;
}

export class Mailbox {
  #mails: Mail[];
  readonly #waiters = new Set<Waiter>();
  readonly #capacity: number;
  readonly #folder: MailFolder;

  constructor(options: { capacity: number; mails: Mail[]; folder: MailFolder }) {
    this.#capacity = options.capacity;
    this.#mails = options.mails;
    this.#folder = options.folder;
  }

  messages(): readonly Mail[] {
    return this.#mails;
  }

  find(id: string): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }

  async take(body: Buffer, envelope: Envelope): Promise<void> {
    const receivedAt = new Date();
    const id = `${receivedAt.getTime().toString(36)}-${randomBytes(4).toString("hex")}`;
    const mail = await readMail(id, delivered(body, envelope, receivedAt));
    await this.#folder.keep(mail);

    this.#mails = [...this.#mails, mail];
    await this.#drop(this.#mails.slice(0, -this.#capacity));
    for (const waiter of this.#waiters) {
      if (waiter.predicate(mail)) waiter.found(mail);
    }
  }

  clear(): Promise<void> {
    return this.#drop(this.#mails);
  }

  async waitFor(predicate: MailPredicate, { timeoutMs }: { timeoutMs: number }): Promise<Mail> {
    const here = this.#mails.findLast(predicate);
    if (here) return here;

    const { promise, resolve, reject } = Promise.withResolvers<Mail>();
    const waiter = { predicate, found: resolve };
    const timer = setTimeout(() => reject(this.#nothingCame(timeoutMs)), timeoutMs);
    this.#waiters.add(waiter);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    }
  }

  async #drop(mails: readonly Mail[]): Promise<void> {
    const dropped = new Set(mails);
    this.#mails = this.#mails.filter((mail) => !dropped.has(mail));
    await Promise.all(mails.map(({ id }) => this.#folder.drop(id)));
  }

  #nothingCame(timeoutMs: number): Error {
    const list = this.#mails.map(({ subject, recipients }) => `\n  "${subject}" to ${recipients.join(", ")}`);
    return new Error(`No such mail came within ${timeoutMs} ms. In the inbox: ${list.join("") || "nothing"}`);
  }
}
