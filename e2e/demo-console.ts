import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import { prepareDemo } from "@sallyport/server/src/development/demo/prepare-demo.ts";
import { wholeBrowser } from "./chromium.ts";
import { openConsole } from "./open-console.ts";
import { passphraseFile } from "./passphrase-file.ts";
import { Production } from "./production.ts";

interface Options {
  users: number;
  viewport: { width: number; height: number };
}

/** Starts a production server with the data of `npm run demo`, and opens the console. An owner is logged in. */
export class DemoConsole implements AsyncDisposable {
  readonly page: Page;
  readonly origin: string;
  /** Chromium's port for remote debugging. */
  readonly port: number;
  readonly #opened: AsyncDisposableStack;

  private constructor(page: Page, origin: string, port: number, opened: AsyncDisposableStack) {
    this.page = page;
    this.origin = origin;
    this.port = port;
    this.#opened = opened;
  }

  static async open({ users, viewport }: Options): Promise<DemoConsole> {
    await using opened = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), "sallyport-demo-"));
    opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const accountsFile = join(folder, "accounts.json");
    const keyStorage = { kind: "passphrase", file: await passphraseFile(folder) } as const;
    await prepareDemo({ database: join(folder, "sallyport.db"), keyStorage, accountsFile, count: users });
    // Nothing here needs a delivered mail. So the server gets port 9, where no mail server runs.
    const production = await Production.start(folder, 9);
    opened.defer(() => production.stop());
    const port = await freePort();
    const args = [...(wholeBrowser.args ?? []), `--remote-debugging-port=${port}`];
    const context: BrowserContext = await chromium.launchPersistentContext(join(folder, "browser"), {
      ...wholeBrowser,
      args,
      viewport,
      locale: "en-GB",
      baseURL: production.portalOrigin,
    });
    opened.defer(() => context.close());
    const page = await context.newPage();
    const accounts = JSON.parse(await readFile(accountsFile, "utf8")) as Account[];
    const { login, password } = accounts.find(({ realm }) => realm === "administrator") ?? {};
    if (!login || !password) throw new Error("The demo has no administrator with a known password.");
    await openConsole({
      realm: "administrator",
      username: null,
      email: login,
      name: login,
      login,
      password,
      page,
    });
    return new DemoConsole(page, production.portalOrigin, port, opened.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
  }
}

interface Account {
  realm: "administrator" | "user";
  login: string;
  password: string | null;
}
