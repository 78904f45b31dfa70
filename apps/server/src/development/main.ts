import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pino } from "pino";
import type { Config } from "../config/config.ts";
import { systemClock } from "../core/clock.ts";
import { startServer } from "../server.ts";
import { stopOnFailure, stopOnSignals } from "../stop-on-signals.ts";
import { prepareDemoAccounts } from "./demo-accounts.ts";
import { developmentKeyStorage } from "./key-storage.ts";

/** Vite serves the two web apps, and forwards /api and /docs to this server. */
const data = resolve(import.meta.dirname, "../../../..", process.env["SALLYPORT_DATA"] || ".data");
const port = (name: string, otherwise: number) => Number(process.env[`SALLYPORT_${name}_PORT`] ?? otherwise);

process.umask(0o077);
await mkdir(data, { recursive: true, mode: 0o700 });
const config: Config = {
  host: "127.0.0.1",
  port: port("API", 4602),
  portalOrigin: `http://portal.localhost:${port("PORTAL", 4600)}`,
  authenticatorOrigin: `http://authenticator.localhost:${port("AUTHENTICATOR", 4601)}`,
  fixedSettings: {},
  database: join(data, "sallyport.db"),
  keyStorage: await developmentKeyStorage(data),
  keyLifetimeDays: 365,
  smtpUrl: `smtp://127.0.0.1:${port("SMTP", 4625)}`,
  smtpName: "portal.localhost",
  mailFrom: "Sallyport <no-reply@sallyport.localhost>",
  trustedProxies: [],
  isSetUpLinkNeeded: false,
  breachedPasswordsFile: null,
  passkeyAttestationRoots: null,
  webApps: null,
  hasApiDocs: true,
  webhookNetworks: [],
  metrics: null,
  stopDelayMs: 0,
  logLevel: process.env["LOG_LEVEL"] ?? "warn",
};

const accountsFile = join(data, "demo-accounts.json");
const { SALLYPORT_DEMO_USERS: demoUsers } = process.env;
if (demoUsers) {
  const { prepareDemo } = await import("./demo/prepare-demo.ts");
  await prepareDemo({ ...config, accountsFile, count: Number(demoUsers) });
}

const log = pino({ level: config.logLevel });
const server = await startServer(config, {
  clock: systemClock,
  log,
  beforeListening: (parts) => prepareDemoAccounts(parts, accountsFile),
});
stopOnSignals(server.stop, log);
void stopOnFailure(server.failed, server.stop, log);
console.log(
  `The key is kept by ${config.keyStorage.kind} in ${data}: anyone who can read that folder can read everything.`,
);
