import type { FastifyBaseLogger as Log } from "fastify";
import { remindAndLock } from "./accounts/reminders.ts";
import { type AppParts, buildApp } from "./app.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { createTotpFactors } from "./factors/totp.ts";
import { clearAway } from "./housekeeping.ts";
import { Keys } from "./keys/keys.ts";
import { rewrapSome } from "./keys/rewrap.ts";
import { openSecureStore } from "./keys/secure-store.ts";
import { Outbox } from "./mail/outbox.ts";
import { deliverBySmtp } from "./mail/smtp.ts";
import { createPasswords } from "./passwords/passwords.ts";

export interface RunningServer {
  parts: AppParts;
  /** Does everything that the passing of time makes due: locks, reminders, mails, clearing away. */
  doWhatIsDue: () => Promise<void>;
  stop: () => Promise<void>;
}

const tickMilliseconds = 5_000;

/** Opens the database and its keys, then listens. Whatever fails on the way closes what was opened before it. */
export async function startServer(config: Config, clock: Clock, log: Log): Promise<RunningServer> {
  await using opened = new AsyncDisposableStack();
  const database = await openDatabase(config.database);
  opened.defer(() => database.destroy());
  const store = opened.use(await openSecureStore(config.keyStorage));
  const keys = await Keys.openOrInit(database, store);
  const smtp = deliverBySmtp(config.smtpUrl, config.mailFrom);
  opened.defer(() => smtp.close());
  const outbox = new Outbox({ database, keys, clock, log, deliver: smtp.deliver });
  opened.defer(() => outbox.settled());

  const parts: AppParts = {
    database,
    clock,
    outbox,
    passwords: await createPasswords(),
    totp: createTotpFactors(keys, config.organisation),
    organisation: config.organisation,
    portalOrigin: config.portalOrigin,
    authenticatorOrigin: config.authenticatorOrigin,
  };
  const app = await buildApp(config, parts, log);
  opened.defer(() => app.close());
  const doWhatIsDue = async () => {
    await remindAndLock(database, outbox, config.portalOrigin, clock.now());
    await clearAway(database, clock.now());
    await outbox.deliverDue();
    await keys.refresh(database);
    await rewrapSome(database, keys);
  };
  const ticker = startTicker(doWhatIsDue, log);
  opened.defer(() => ticker.stop());
  await app.listen({ host: config.host, port: config.port });
  const running = opened.move();
  return { parts, doWhatIsDue, stop: () => running.disposeAsync() };
}

/** Runs `work` again and again, never twice at once. Stopping waits for the run that is under way. */
function startTicker(work: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let run: Promise<void> = Promise.resolve();
  const tick = () => {
    run = work()
      .catch((error: unknown) =>
        log.error({ err: error }, "the work that was due failed and will be tried again"),
      )
      .then(() => {
        timer = setTimeout(tick, tickMilliseconds);
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
