import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import type { Config } from "../config.ts";
import { storeOptions, storesIn } from "../keys/store-words.ts";
import { startServer } from "../server.ts";
import { stopOnSignals } from "../stop-on-signals.ts";
import { buildControl } from "./control.ts";
import { TurnableClock } from "./turnable-clock.ts";

/**
 * The simulation entry: a whole server with production builds and headers whose clock can be turned through a second
 * port on loopback. Prints one line of JSON once it answers: `{ portalOrigin, authenticatorOrigin, controlOrigin }`.
 */
const { values } = parseArgs({
  options: {
    smtp: { type: "string" },
    now: { type: "string" },
    port: { type: "string" },
    database: { type: "string", default: ":memory:" },
    ...storeOptions,
  },
});
if (values.smtp === undefined) throw new Error("Name the mail server: --smtp smtp://127.0.0.1:PORT");

const port = values.port === undefined ? await freePort() : Number(values.port);
const built = (app: string) => join(import.meta.dirname, "../../../", app, "dist");
const config: Config = {
  host: "127.0.0.1",
  port,
  portalOrigin: `http://portal.localhost:${port}`,
  authenticatorOrigin: `http://authenticator.localhost:${port}`,
  organisation: "Sallyport",
  database: values.database,
  keyStorage: storesIn(values)[0] ?? { kind: "memory" },
  smtpUrl: values.smtp,
  mailFrom: "Sallyport <no-reply@sallyport.localhost>",
  trustedProxies: [],
  webApps: { portal: built("portal"), authenticator: built("authenticator-web") },
  hasApiDocs: false,
  logLevel: process.env["LOG_LEVEL"] ?? "warn",
};
const log = pino({ level: config.logLevel }, pino.destination(2));
const clock = new TurnableClock(values.now === undefined ? Date.now() : Number(values.now));
const server = await startServer(config, clock, log);
const control = buildControl(server, clock);
const controlOrigin = await control.listen({ host: "127.0.0.1", port: 0 });
stopOnSignals(async () => {
  await control.close();
  await server.stop();
}, log);
const { portalOrigin, authenticatorOrigin } = config;
console.log(JSON.stringify({ portalOrigin, authenticatorOrigin, controlOrigin }));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port: found } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return found;
}
