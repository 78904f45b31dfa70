import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Inbox, startInbox } from "@sallyport/inbox/inbox";
import type { Config } from "@sallyport/server/src/config/config.ts";
import { type RunningServer, startServer } from "@sallyport/server/src/server.ts";
import { pino } from "pino";
import { Faults } from "./faults.ts";
import { Front } from "./front.ts";
import { originsAt } from "./issuer.ts";
import { OffsetClock } from "./offset-clock.ts";
import { plant } from "./seed/plant.ts";
import type { Planted } from "./seed/planted.ts";
import type { ReadSeed } from "./seed/schema.ts";
import { Signer } from "./tokens/signer.ts";

export interface StackOptions {
  seed: ReadSeed;
  /** 0 for any free port. */
  port: number;
  issuer: string | null;
  now: number;
  logLevel: string;
}

export interface Stack extends AsyncDisposable {
  server: RunningServer;
  /** Where the server behind the front listens. */
  port: number;
  issuer: string;
  authenticatorOrigin: string;
  issuerPort: number;
  inbox: Inbox & { httpPort: number };
  faults: Faults;
  signer: Signer;
  clock: OffsetClock;
  planted: Planted;
}

/** `web` lies beside the sources in the repository, and in the package. */
const built = (app: string) => fileURLToPath(new URL(join("../../../apps", app, "dist"), import.meta.url));

/** The one place that puts the parts together. Nothing of the production server imports it. */
export async function startStack(options: StackOptions): Promise<Stack> {
  await using opened = new AsyncDisposableStack();
  const log = pino({ level: options.logLevel }, pino.destination(2));
  const faults = new Faults();
  const front = opened.use(await Front.open(options.port, faults));
  const { issuer, authenticatorOrigin } = originsAt(options.issuer, front.port);
  const inbox = await startInbox({ smtpPort: 0, httpPort: 0 });
  opened.defer(() => inbox.close());
  const clock = new OffsetClock(options.now);
  const config: Config = {
    ...alwaysSo,
    portalOrigin: issuer,
    authenticatorOrigin,
    fixedSettings: Object.fromEntries(
      Object.entries(options.seed.settings ?? {}).filter(([, value]) => value !== undefined),
    ),
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    logLevel: options.logLevel,
  };
  let planted: Planted = { users: [], administrators: [], applications: [] };
  const server = await startServer(config, {
    clock,
    log,
    beforeListening: async (parts) => {
      planted = await plant(parts, options.seed);
    },
  });
  opened.defer(() => server.stop());
  const { port } = server;
  const signer = new Signer(server.parts, log);
  front.leadTo({ port, now: () => clock.now(), spoil: (token, fault) => signer.spoil(token, fault) });
  const running = opened.move();
  return {
    server,
    port,
    issuer,
    authenticatorOrigin,
    issuerPort: front.port,
    inbox: { ...inbox, httpPort: inbox.httpPort ?? 0 },
    faults,
    signer,
    clock,
    planted,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Nothing reaches the disk or another machine, and no setting of the environment is read. */
const alwaysSo = {
  host: "127.0.0.1",
  port: 0,
  database: ":memory:",
  keyStorage: { kind: "memory" },
  keyLifetimeDays: 365,
  smtpName: "localhost",
  mailFrom: "Sallyport <no-reply@sallyport.localhost>",
  trustedProxies: [],
  isSetUpLinkNeeded: false,
  breachedPasswordsFile: null,
  passkeyAttestationRoots: null,
  webApps: { portal: built("portal"), authenticator: built("authenticator-web") },
  hasApiDocs: false,
  webhookNetworks: ["127.0.0.0/8"],
  metrics: null,
  stopDelayMs: 0,
} satisfies Partial<Config>;
