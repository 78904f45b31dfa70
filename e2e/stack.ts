import { fileURLToPath } from "node:url";
import type { AdministratorRole } from "@sallyport/contract/text";
import { ServerProcess } from "@sallyport/server/lab/server-process.ts";
import type { KeyStore } from "./key-store.ts";

const entry = fileURLToPath(import.meta.resolve("@sallyport/server/lab/simulation/main.ts"));

export interface StackOptions {
  smtpPort: number;
  now: number;
  keyStore: KeyStore;
  isSetUpLinkNeeded: boolean;
  logLevel: "warn" | "trace";
  /**
   * A file, or the address of a Postgres database. A database in memory would be lost when the server is
   * killed.
   */
  database: string;
}

export interface NewAccount {
  realm: "user" | "administrator";
  role?: AdministratorRole;
  username: string | null;
  email: string;
  name: string;
  password: string;
}

interface Place {
  portalOrigin: string;
  authenticatorOrigin: string;
  controlOrigin: string;
}

export class Stack {
  readonly #options: StackOptions;
  #server: ServerProcess;
  #place: Place;

  private constructor(options: StackOptions, started: Started) {
    this.#options = { ...options };
    this.#server = started.server;
    this.#place = started.place;
  }

  static async start(options: StackOptions): Promise<Stack> {
    return new Stack(options, await start(options));
  }

  get portalOrigin(): string {
    return this.#place.portalOrigin;
  }

  get authenticatorOrigin(): string {
    return this.#place.authenticatorOrigin;
  }

  get now(): number {
    return this.#options.now;
  }

  get log(): string {
    return this.#server.log;
  }

  /** Resolves when the server has done all work that is due by `now`. */
  async turnClock(now: number): Promise<void> {
    await this.#control("PUT", "/clock", { now });
    this.#options.now = now;
  }

  async addAccount(account: NewAccount): Promise<void> {
    await this.#control("POST", "/accounts", account);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  kill(): Promise<void> {
    return this.#server.kill();
  }

  async startAgain(keyStore = this.#options.keyStore): Promise<void> {
    const { server, place } = await start({ ...this.#options, keyStore }, new URL(this.portalOrigin).port);
    this.#server = server;
    this.#place = place;
  }

  async #control(method: string, path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.#place.controlOrigin}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok)
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}\n${this.log}`);
  }
}

interface Started {
  server: ServerProcess;
  place: Place;
}

async function start(
  { smtpPort, now, keyStore, isSetUpLinkNeeded, logLevel, database }: StackOptions,
  port?: string,
): Promise<Started> {
  const args = ["--smtp", `smtp://127.0.0.1:${smtpPort}`, "--now", `${now}`];
  args.push("--database", database, ...keyStore.args);
  if (isSetUpLinkNeeded) args.push("--first-enrolment-ticket");
  if (port !== undefined) args.push("--port", port);
  const server = new ServerProcess({ entry, args, env: { LOG_LEVEL: logLevel, ...keyStore.env } });
  return { server, place: JSON.parse(await server.prints(/^\{.*\}$/m)) as Place };
}
