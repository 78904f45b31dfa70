import type { BrowserContext, Response } from "@playwright/test";
import type { Inbox } from "@sallyport/inbox/inbox";
import { AnswerScanner } from "@sallyport/server/lab/simulation/answer-scanner.ts";

/** Scripts, styles and pictures aren't searched, because they are public build files. */
const looked = new Set(["document", "fetch", "xhr", "eventsource", "other"]);
const tellNothing = new Set(["set-cookie", "content-length", "date"]);

/** Searches every response to a story's browser for data that must not leave the server. */
export class Answers {
  readonly #scanner = new AnswerScanner();
  readonly #inbox: Pick<Inbox, "messages">;
  readonly #clock: { now(): number };
  /** Searches responses in order of arrival, because each tells the scanner what to look for in the next. */
  #last: Promise<string[]> = Promise.resolve([]);
  #mailsRead = 0;

  constructor(inbox: Pick<Inbox, "messages">, clock: { now(): number }) {
    this.#inbox = inbox;
    this.#clock = clock;
  }

  over(context: BrowserContext): void {
    context.on("response", (response) => {
      const isBuilt = new URL(response.url()).pathname.startsWith("/assets/");
      if (isBuilt || !looked.has(response.request().resourceType())) return;
      const now = this.#clock.now();
      const read = this.#read(response, now);
      this.#last = Promise.all([this.#last, read]).then(([found, exchange]) => {
        this.#readMails();
        return exchange ? [...found, ...this.#scanner.scan(exchange)] : found;
      });
    });
  }

  leaks(): Promise<string[]> {
    return this.#last;
  }

  /** Null for a redirect, or if the page has closed. */
  async #read(response: Response, now: number) {
    const request = response.request();
    try {
      const [body, headers, sentHeaders] = await Promise.all([
        response.text(),
        response.headersArray(),
        request.allHeaders(),
      ]);
      const shown = headers.filter(({ name }) => !tellNothing.has(name.toLowerCase()));
      const set = headers.filter(({ name }) => name.toLowerCase() === "set-cookie");
      return {
        method: request.method(),
        path: new URL(request.url()).pathname,
        cookies: pairs((sentHeaders["cookie"] ?? "").split(";")),
        sent: json(request.postData()),
        status: response.status(),
        cookiesSet: pairs(set.flatMap(({ value }) => value.split("\n"))),
        headers: JSON.stringify(shown),
        body,
        now,
      };
    } catch {
      return null;
    }
  }

  #readMails(): void {
    const mails = this.#inbox.messages();
    for (const { text } of mails.slice(this.#mailsRead)) this.#scanner.learnFromMail(text);
    this.#mailsRead = mails.length;
  }
}

/** Reads `name=value` from each line, up to the first semicolon. */
function pairs(lines: readonly string[]): Record<string, string> {
  const found = lines.map((line) => /^\s*([^=;]+)=([^;]*)/.exec(line)).filter((match) => match !== null);
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return text;
  }
}
