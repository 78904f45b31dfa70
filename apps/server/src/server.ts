import type { FastifyBaseLogger as Log } from "fastify";
import { remindAndLock } from "./accounts/reminders.ts";
import { type AppParts, buildApp } from "./app.ts";
import { shipEvents } from "./audit/shipping.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { readAttestationPolicy } from "./factors/attestation-roots.ts";
import { createPasskeys } from "./factors/passkeys.ts";
import { createTotpFactors } from "./factors/totp.ts";
import { clearAway } from "./housekeeping.ts";
import { AfterReply } from "./http/after-reply.ts";
import { closeSoon } from "./http/closing.ts";
import { Keys } from "./keys/keys.ts";
import { rewrapSome } from "./keys/rewrap.ts";
import { openSecureStore } from "./keys/secure-store.ts";
import { Outbox } from "./mail/outbox.ts";
import { deliverBySmtp } from "./mail/smtp.ts";
import { openBreachedPasswords } from "./passwords/breached-passwords.ts";
import { createPasswords } from "./passwords/passwords.ts";
import { applyTicketSetting } from "./set-up-tickets/set-up-tickets.repository.ts";

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
  await applyTicketSetting(database, config.isTicketNeeded);
  const { breachedPasswordsFile: path } = config;
  const breached = path === null ? null : opened.use(await openBreachedPasswords(path));
  const store = opened.use(await openSecureStore(config.keyStorage));
  const keys = await Keys.openOrInit(database, store);
  const smtp = deliverBySmtp(config.smtpUrl, config.mailFrom);
  opened.defer(() => smtp.close());
  const outbox = new Outbox({ database, keys, clock, log, deliver: smtp.deliver });
  opened.defer(() => outbox.settled());
  const afterReply = new AfterReply(log);
  opened.defer(() => afterReply.settled());

  const parts: AppParts = {
    database,
    clock,
    outbox,
    afterReply,
    passwords: await createPasswords({ breached, wordsOfPlace: [config.organisation, "Sallyport"] }),
    totp: createTotpFactors(keys, config.organisation),
    passkeys: createPasskeys(keys, {
      id: new URL(config.portalOrigin).hostname,
      name: config.organisation,
      origin: config.portalOrigin,
      attestation: await readAttestationPolicy(config.passkeyAttestationRoots),
    }),
    organisation: config.organisation,
    portalOrigin: config.portalOrigin,
    isTicketNeeded: config.isTicketNeeded,
    authenticatorOrigin: config.authenticatorOrigin,
  };
  const app = await buildApp(config, parts, log);
  opened.defer(() => closeSoon(app));
  const doWhatIsDue = async () => {
    await remindAndLock(database, outbox, config.portalOrigin, clock.now());
    await clearAway(database, clock.now());
    await outbox.deliverDue();
    await keys.refresh(database);
    await rewrapSome(database, keys);
    await shipEvents(database, keys, log);
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
