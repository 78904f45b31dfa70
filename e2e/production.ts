import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import { ServerProcess } from "@sallyport/server/lab/server-process.ts";
import { passphraseFile } from "./passphrase-file.ts";

const entry = fileURLToPath(import.meta.resolve("@sallyport/server/src/main.ts"));

export class Production {
  readonly port: number;
  readonly #folder: string;
  readonly #smtpPort: number;
  #server: ServerProcess | undefined;

  private constructor(folder: string, smtpPort: number, port: number) {
    this.#folder = folder;
    this.#smtpPort = smtpPort;
    this.port = port;
  }

  /** @param folder contains the database and the passphrase file */
  static async start(folder: string, smtpPort: number, attemptsLeft = 5): Promise<Production> {
    const production = new Production(folder, smtpPort, await freePort());
    try {
      await production.startAgain();
      return production;
    } catch (error) {
      // Starts again with another port if another program took the port before the server listened.
      if (attemptsLeft === 0 || !production.log.includes("another program has this port")) throw error;
      return Production.start(folder, smtpPort, attemptsLeft - 1);
    }
  }

  get portalOrigin(): string {
    return `http://portal.localhost:${this.port}`;
  }

  get authenticatorOrigin(): string {
    return `http://authenticator.localhost:${this.port}`;
  }

  get log(): string {
    return this.#server?.log ?? "";
  }

  async firstAdministratorLink(): Promise<string> {
    return (await this.#server?.prints(/http\S+\/first-administrator#\S+/)) ?? "";
  }

  async startAgain(): Promise<void> {
    this.#server = new ServerProcess({
      entry,
      env: {
        PORT: `${this.port}`,
        DATABASE: join(this.#folder, "sallyport.db"),
        SECURE_STORE: "passphrase",
        SECURE_STORE_PASSPHRASE_FILE: await passphraseFile(this.#folder),
        SMTP_URL: `smtp://127.0.0.1:${this.#smtpPort}`,
        LOG_LEVEL: "warn",
      },
    });
    await this.#server.prints(/Sallyport is ready\./);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }
}
