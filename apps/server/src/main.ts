import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { pino } from "pino";
import { type Config, readConfig } from "./config/config.ts";
import { ConfigError } from "./config/config-error.ts";
import { defaultDatabase } from "./config/key-storage.ts";
import { systemClock } from "./core/clock.ts";
import { databaseTrouble } from "./database/trouble.ts";
import { firstAdministratorLink } from "./first-administrator/first-administrator.ts";
import { listenTrouble } from "./listen-trouble.ts";
import { startServer } from "./server.ts";
import { stopOnFailure, stopOnSignals } from "./stop-on-signals.ts";

const built = (app: string) => join(import.meta.dirname, "../../", app, "dist");

process.umask(0o077);
let config: Config | undefined;
try {
  config = readConfig(process.env, { portal: built("portal"), authenticator: built("authenticator-web") });
  if (config.database === defaultDatabase) await mkdir(dirname(defaultDatabase), { recursive: true });
  const log = pino({ level: config.logLevel });
  const server = await startServer(config, { clock: systemClock, log });
  const { stopDelayMs } = config;
  const stop = async () => {
    await server.withdraw(stopDelayMs);
    await server.stop();
  };
  stopOnSignals(stop, log);
  void stopOnFailure(server.failed, server.stop, log);
  console.log(
    `Sallyport is ready.\n  Portal         ${config.portalOrigin}\n  Authenticator  ${config.authenticatorOrigin}`,
  );
  const link = await firstAdministratorLink(server.parts.database, config.portalOrigin, systemClock.now());
  if (link)
    console.log(`\nThere is no administrator yet. Create the first one within an hour, once:\n  ${link}`);
} catch (error) {
  console.error(sentenceFor(error) ?? (config && listenTrouble(error, config)) ?? error);
  // Exits without closing the database. After a failed sync, closing could copy damaged pages into the file.
  process.exit(1);
}

function sentenceFor(error: unknown): string | null {
  if (error instanceof ConfigError) return `Sallyport can't start with these settings.\n${error.message}`;
  if (error instanceof SecureStoreError) return `Sallyport can't open its keys: ${error.message}`;
  return databaseTrouble(error);
}
