import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import type { Config } from "../../src/config/config.ts";
import { storeOptions, storesIn } from "../../src/key-stores/words.ts";
import { type RunningServer, startServer } from "../../src/server.ts";
import { stopOnSignals } from "../../src/stop-on-signals.ts";
import { freePort } from "../free-port.ts";
import { buildControl } from "./control.ts";
import { TurnableClock } from "./turnable-clock.ts";

/** Starts a server, and a second server that sets the clock. Prints the origins of both. */
process.umask(0o077);
const { values } = parseArgs({
  options: {
    smtp: { type: "string" },
    now: { type: "string" },
    port: { type: "string" },
    database: { type: "string", default: ":memory:" },
    "first-enrolment-ticket": { type: "boolean", default: false },
    ...storeOptions,
  },
});
if (values.smtp === undefined) throw new Error("Name the mail server: --smtp smtp://127.0.0.1:PORT");

const built = (app: string) => join(import.meta.dirname, "../../../", app, "dist");
const everywhere = {
  host: "127.0.0.1",
  fixedSettings: {},
  database: values.database,
  keyStorage: storesIn(values)[0] ?? { kind: "memory" },
  keyLifetimeDays: 365,
  smtpUrl: values.smtp,
  smtpName: "portal.localhost",
  mailFrom: "Sallyport <no-reply@sallyport.localhost>",
  trustedProxies: [],
  isSetUpLinkNeeded: values["first-enrolment-ticket"],
  breachedPasswordsFile: null,
  passkeyAttestationRoots: null,
  webApps: { portal: built("portal"), authenticator: built("authenticator-web") },
  hasApiDocs: false,
  webhookNetworks: ["127.0.0.0/8"],
  metrics: null,
  stopDelayMs: 0,
  logLevel: process.env["LOG_LEVEL"] ?? "warn",
} satisfies Partial<Config>;
const log = pino({ level: everywhere.logLevel }, pino.destination(2));
const clock = new TurnableClock(values.now === undefined ? Date.now() : Number(values.now));
const { server, config } =
  values.port === undefined ? await startAnywhere() : await startAt(Number(values.port));
const control = buildControl(server, clock);
const controlOrigin = await control.listen({ host: "127.0.0.1", port: 0 });
stopOnSignals(async () => {
  await control.close();
  await server.stop();
}, log);
const { portalOrigin, authenticatorOrigin } = config;
console.log(JSON.stringify({ portalOrigin, authenticatorOrigin, controlOrigin }));

async function startAt(port: number): Promise<{ server: RunningServer; config: Config }> {
  const here: Config = {
    ...everywhere,
    port,
    portalOrigin: `http://portal.localhost:${port}`,
    authenticatorOrigin: `http://authenticator.localhost:${port}`,
  };
  return { server: await startServer(here, { clock, log }), config: here };
}

async function startAnywhere(attemptsLeft = 5): ReturnType<typeof startAt> {
  try {
    return await startAt(await freePort());
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken || attemptsLeft === 0) throw error;
    return startAnywhere(attemptsLeft - 1);
  }
}
