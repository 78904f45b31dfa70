import type { BrowserContext, Response } from "@playwright/test";
import type { Inbox } from "@sallyport/inbox/inbox";
import { AnswerScanner } from "@sallyport/server/lab/simulation/answer-scanner.ts";
import type { Exchange } from "@sallyport/server/lab/simulation/exchange.ts";

const looked = new Set(["document", "fetch", "xhr", "eventsource", "other"]);
const tellNothing = new Set(["set-cookie", "content-length", "date"]);

export class Answers {
  readonly #scanner = new AnswerScanner();
  readonly #inbox: Pick<Inbox, "messages">;
  readonly #clock: { now(): number };
  readonly #seen: { startedAt: number; exchange: Promise<Exchange | null> }[] = [];

  constructor(inbox: Pick<Inbox, "messages">, clock: { now(): number }) {
    this.#inbox = inbox;
    this.#clock = clock;
  }

  over(context: BrowserContext): void {
    context.on("response", (response) => {
      const isBuilt = new URL(response.url()).pathname.startsWith("/assets/");
      if (isBuilt || !looked.has(response.request().resourceType())) return;
      const { startTime: startedAt } = response.request().timing();
      this.#seen.push({ startedAt, exchange: this.#read(response, this.#clock.now()) });
    });
  }

  /** Scans the responses in the order of their requests, because the scanner learns from each response. */
  async leaks(): Promise<string[]> {
    const found: string[] = [];
    for (const { text } of this.#inbox.messages()) this.#scanner.learnFromMail(text);
    const seen = this.#seen.splice(0).toSorted((one, other) => one.startedAt - other.startedAt);
    for (const { exchange } of seen) {
      const read = await exchange;
      if (read) found.push(...this.#scanner.scan(read));
    }
    return found;
  }

  /** Returns null for a redirect, or if the page has closed. */
  async #read(response: Response, now: number): Promise<Exchange | null> {
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
}

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
