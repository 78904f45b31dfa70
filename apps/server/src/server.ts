import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger as Log } from "fastify";
import { jobKind } from "./accounts/bulk/administrator-job.ts";
import { applyChanges } from "./accounts/groups/apply-changes.ts";
import { endBypassCodesIfOff } from "./accounts/users/end-bypass-codes.ts";
import { remindAndLock } from "./accounts/users/reminders.ts";
import { createRetention } from "./activity/retention.ts";
import { beginRecord, EventShipping } from "./activity/shipping.ts";
import { administratorJobs } from "./administrator-jobs.ts";
import { type AppParts, buildApp } from "./app.ts";
import type { Config } from "./config/config.ts";
import { isPostgres, shownPlace } from "./config/database-place.ts";
import type { Clock } from "./core/clock.ts";
import { isNewDatabase, openDatabase } from "./database/database.ts";
import { checkpoint, shareCommits } from "./database/sqlite/open-sqlite.ts";
import { makePrivate } from "./database/sqlite/private-file.ts";
import { createCoverage } from "./enforcement/count-coverage.ts";
import { readAttestationPolicy } from "./factors/attestation-roots.ts";
import { createPasskeys } from "./factors/passkeys.ts";
import { createTotpFactors } from "./factors/totp.ts";
import { ReadinessCheck } from "./health/readiness.ts";
import { createHousekeeping } from "./housekeeping.ts";
import { AfterReply } from "./http/after-reply.ts";
import { closeSoon, endConnections } from "./http/closing.ts";
import { deleteOldJobs } from "./jobs/delete-old-jobs.ts";
import { JobRunner } from "./jobs/job-runner.ts";
import { openSecureStore } from "./key-stores/open.ts";
import { Keys } from "./keys/keys.ts";
import { KeyUpkeep } from "./keys/upkeep.ts";
import { Outbox } from "./mail/outbox.ts";
import { deliverBySmtp } from "./mail/smtp.ts";
import { Metrics } from "./metrics/metrics.ts";
import { serveMetrics } from "./metrics/serve-metrics.ts";
import { LogoutNotices } from "./openid/logout-notices.ts";
import { Openid } from "./openid/openid.ts";
import { openBreachedPasswords } from "./passwords/breached-passwords.ts";
import { createPasswords } from "./passwords/passwords.ts";
import { applySetUpLinkSetting } from "./set-up-links/set-up-links.repository.ts";
import { applyReminders } from "./settings/apply-reminders.ts";
import { KeptSettings, readEveryMs } from "./settings/kept-settings.ts";
import { applySessionLimits } from "./settings/session-limits.ts";
import { resolveByDns } from "./webhooks/checked-addresses.ts";
import { Deliveries } from "./webhooks/deliveries.ts";

export interface RunningServer {
  parts: AppParts;
  port: number;
  doWhatIsDue: () => Promise<void>;
  withdraw: (forMs: number) => Promise<void>;
  stop: () => Promise<void>;
  failed: Promise<Error>;
}

const tickMilliseconds = 5_000;

interface Surroundings {
  clock: Clock;
  log: Log;
  beforeListening?: (parts: AppParts) => Promise<void>;
}

export async function startServer(
  config: Config,
  { clock, log, beforeListening }: Surroundings,
): Promise<RunningServer> {
  await using opened = new AsyncDisposableStack();
  const isFile = !isPostgres(config.database) && config.database !== ":memory:";
  const place = isFile ? resolve(config.database) : config.database;
  const shown = shownPlace(place);
  if (await isNewDatabase(place)) {
    log.warn({ database: shown }, "a new, empty database is made: nothing was in this place");
  } else if (isFile && (await makePrivate(place))) {
    log.warn({ database: shown }, "other users could read the database until now");
  }
  const database = await openDatabase(place);
  opened.defer(() => database.destroy());
  const commits = await shareCommits(database);
  if (!commits && isFile) log.info("each commit is synced by itself");
  await applySetUpLinkSetting(database, config.isSetUpLinkNeeded);
  const { breachedPasswordsFile: path } = config;
  const breached = path === null ? null : opened.use(await openBreachedPasswords(path));
  const store = opened.use(await openSecureStore(config.keyStorage));
  const keys = await Keys.openOrInit(database, store, clock);
  if (keys.isFirst && config.keyStorage.kind !== "memory") {
    const slots = keys.keyring.slots().map(({ id }) => id);
    log.warn({ database: shown, slots }, "a first key was made: nothing was in this database before");
  }
  await beginRecord(database, keys);
  const smtp = deliverBySmtp(config.smtpUrl, { from: config.mailFrom, name: config.smtpName, clock });
  opened.defer(() => smtp.close());
  await applyReminders(database, config.fixedSettings, clock.now());
  const keptSettings = await KeptSettings.open({ database, fixed: config.fixedSettings, log });
  await applySessionLimits({ database, clock }, keptSettings);
  const settings = keptSettings.current;
  await endBypassCodesIfOff(database, { areAllowed: settings().bypassCodes, now: clock.now() });
  const { portalOrigin } = config;
  const letterhead = () => ({ ...settings(), portalOrigin });
  const outbox = new Outbox({ database, keys, clock, log, letterhead, deliver: smtp.deliver });
  opened.defer(() => outbox.stop());
  const reach = { resolve: resolveByDns, networks: config.webhookNetworks };
  const deliveries = new Deliveries({ database, outbox, keys, clock, log, reach });
  opened.defer(() => deliveries.stop());
  const onLimit = (limit: "rate" | "length") => metrics?.authorizationRefused(limit);
  const openid = new Openid({ database, clock, keys, settings, portalOrigin, onLimit }, log);
  const logoutNotices = new LogoutNotices({ database, clock, openid, log });
  opened.defer(() => logoutNotices.stop());
  const readiness = new ReadinessCheck({ database, keys, outbox, clock, log });
  const metrics = config.metrics
    ? opened.use(new Metrics({ backlog: () => outbox.backlog(), readiness: () => readiness.read() }))
    : undefined;
  const shipping = new EventShipping(keys, log, (event) => metrics?.event(event));
  // At the shutdown, events are shipped after the last request and before the outbox stops.
  opened.defer(() => shipping.ship(database));
  const afterReply = new AfterReply(log);
  opened.defer(() => afterReply.settled());

  const parts: AppParts = {
    database,
    keys,
    clock,
    outbox,
    afterReply,
    readiness,
    metrics,
    passwords: await createPasswords({
      breached,
      wordsOfPlace: () => [settings().organisation, "Sallyport"],
      onWait: metrics?.hashWaits,
    }),
    totp: createTotpFactors(keys, settings),
    passkeys: createPasskeys(keys, {
      id: new URL(portalOrigin).hostname,
      get name() {
        return settings().organisation;
      },
      origin: portalOrigin,
      attestation: await readAttestationPolicy(config.passkeyAttestationRoots),
    }),
    settings,
    keptSettings,
    webhookReach: reach,
    openid,
    logoutNotices,
    portalOrigin,
    isSetUpLinkNeeded: config.isSetUpLinkNeeded,
    authenticatorOrigin: config.authenticatorOrigin,
    jobKinds: administratorJobs,
    wakeJobs: () => void jobs.runDue(),
  };
  await beforeListening?.(parts);
  const jobs = new JobRunner({
    database,
    clock,
    log,
    kinds: administratorJobs.map((kind) => jobKind(parts, kind)),
  });
  opened.defer(() => jobs.stop());
  const app = await buildApp(config, parts, log);
  opened.defer(() => closeSoon(app));
  const clearAway = createHousekeeping(database);
  const countCoverage = createCoverage({ database, settings });
  const deleteOldActivity = createRetention({ database, keys, log, days: () => settings().activityDays });
  const upkeep = new KeyUpkeep({ database, keys, clock, log, keyLifetimeDays: config.keyLifetimeDays });
  const doAllButMails = eachByItself(log, {
    shipping: () => shipping.shipIfFree(database),
    deadlines: () => remindAndLock(database, outbox, portalOrigin, clock.now()),
    groups: () => applyChanges(parts, clock.now()),
    housekeeping: () => clearAway(clock.now()),
    coverage: () => countCoverage(clock.now()),
    retention: () => deleteOldActivity(clock.now()),
    jobs: () => deleteOldJobs(database, clock.now()),
    keys: () => upkeep.doWhatIsDue(),
    checkpoint: () => checkpoint(database),
  });
  const ticker = startTicker(tickMilliseconds, async () => {
    await doAllButMails();
    // These four aren't awaited, because a silent mail server or a long job must not delay the next tick.
    void outbox.deliverDue();
    void jobs.runDue();
    void deliveries.deliverDue();
    void logoutNotices.deliverDue();
  });
  opened.defer(() => ticker.stop());
  const readSettings = eachByItself(log, { settings: () => keptSettings.refresh() });
  const settingsTicker = startTicker(readEveryMs, readSettings);
  opened.defer(() => settingsTicker.stop());
  if (metrics && config.metrics) opened.use(await serveMetrics(metrics, config.metrics, log));
  await app.listen({ host: config.host, port: config.port });
  const { port } = app.server.address() as AddressInfo;
  const running = opened.move();
  const warmUp = openid.warmUp();
  running.defer(() => warmUp);
  const doWhatIsDue = async () => {
    await doAllButMails();
    await jobs.runDue();
    await Promise.all([outbox.deliverDue(), deliveries.deliverDue(), logoutNotices.deliverDue()]);
  };
  const withdraw = async (forMs: number) => {
    parts.readiness.stop();
    endConnections(app);
    await pause(forMs);
  };
  const stop = () => {
    parts.readiness.stop();
    return running.disposeAsync();
  };
  return { parts, port, doWhatIsDue, withdraw, stop, failed: commits?.failed ?? new Promise(() => {}) };
}

/** Runs all parts in turn, even if one of them fails. */
function eachByItself(log: Log, parts: Readonly<Record<string, () => Promise<void>>>): () => Promise<void> {
  return async () => {
    for (const [part, work] of Object.entries(parts)) {
      try {
        await work();
      } catch (error) {
        log.error({ err: error, part }, "the work that was due failed and will be tried again");
      }
    }
  };
}

/** `work` must never throw. `stop` waits for the current run. */
function startTicker(everyMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let run: Promise<void> = Promise.resolve();
  const tick = () => {
    run = work().then(() => {
      timer = setTimeout(tick, everyMs);
    });
  };
  let timer = setTimeout(tick, 0);
  return {
    stop: async () => {
      clearTimeout(timer);
      await run;
      clearTimeout(timer);
    },
  };
}
