import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import { ServerProcess } from "@sallyport/server/lab/server-process.ts";

const installed = fileURLToPath(new URL("../node_modules/.cache/unpacked/actual-budget", import.meta.url));
const entry = join(installed, "node_modules/@actual-app/sync-server/build/bin/actual-server.js");
const surroundings = new URL("actual-budget/surroundings.mjs", import.meta.url).href;

/** The configuration that an administrator has pasted, by the names of its variables. */
type Environment = Readonly<Record<string, string>>;

/** Actual Budget's own server and pages, as their makers publish them. */
export class ActualBudget implements AsyncDisposable {
  readonly #folder: string;
  readonly #port: number;
  #server: ServerProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  /** Chooses the address, which must be registered before the first start. */
  static async prepare(folder: string): Promise<ActualBudget> {
    if (!existsSync(entry)) throw new Error("Actual Budget isn't installed. `npm run stories` installs it.");
    return new ActualBudget(folder, await freePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, or starts it again with another clock. */
  async start(environment: Environment, now: number): Promise<void> {
    await this.#server?.kill();
    const own = {
      NODE_ENV: "production",
      NODE_OPTIONS: `--import=${surroundings}`,
      STORY_NOW: `${now}`,
      ACTUAL_DATA_DIR: this.#folder,
      ACTUAL_HOSTNAME: "127.0.0.1",
      ACTUAL_TRUSTED_PROXIES: "127.0.0.1",
      ACTUAL_PORT: `${this.#port}`,
    };
    this.#server = new ServerProcess({ entry, env: { ...environment, ...own } });
    await this.#server.prints(/^Listening on .*/m);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.kill();
  }
}
