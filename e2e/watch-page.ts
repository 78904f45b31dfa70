import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Chromium logs this error for every refused request. */
const refusal = /^Failed to load resource: the server responded with a status of 4\d\d /;

export const cutConnection = /net::ERR_(CONNECTION_|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/;

export class Watch {
  #problems: string[] = [];
  readonly #expected: RegExp[] = [refusal];

  async over(context: BrowserContext): Promise<void> {
    context.on("console", (message) => this.#hear(message));
    context.on("weberror", (error) => this.#note(`error in the page: ${describe(error.error())}`));
    context.on("response", (response) => {
      if (response.status() >= 500) this.#note(`${response.status()} from ${response.url()}`);
    });
    await context.exposeBinding("sallyportViolation", (_source, text: string) => this.#note(text));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
        const report = Reflect.get(window, "sallyportViolation") as (text: string) => void;
        report(`policy violated: ${effectiveDirective} blocked ${blockedURI} ${sample}`);
      });
    });
  }

  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  take(): string[] {
    const seen = this.#problems;
    this.#problems = [];
    return seen;
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    this.#note(message.text(), ` (console of ${message.location().url})`);
  }

  #note(problem: string, where = ""): void {
    if (this.#expected.some((pattern) => pattern.test(problem))) return;
    this.#problems.push(problem + where);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
