import { setImmediate as turn } from "node:timers/promises";
import type { AdministratorRole } from "@sallyport/contract/text";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { insertAccount } from "../../src/accounts/accounts.repository.ts";
import { jobKind } from "../../src/accounts/bulk/administrator-job.ts";
import { applyChanges } from "../../src/accounts/groups/apply-changes.ts";
import { remindAndLock } from "../../src/accounts/users/reminders.ts";
import { administratorJobs } from "../../src/administrator-jobs.ts";
import { type AppParts, buildApp } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { openDatabase } from "../../src/database/database.ts";
import type { AccountRow } from "../../src/database/schema.ts";
import { createCoverage } from "../../src/enforcement/count-coverage.ts";
import { createPasskeys } from "../../src/factors/passkeys.ts";
import type { RelyingParty } from "../../src/factors/relying-party.ts";
import { createTotpFactors } from "../../src/factors/totp.ts";
import { ReadinessCheck } from "../../src/health/readiness.ts";
import { clearAway } from "../../src/housekeeping.ts";
import { AfterReply } from "../../src/http/after-reply.ts";
import { deleteOldJobs } from "../../src/jobs/delete-old-jobs.ts";
import { JobRunner } from "../../src/jobs/job-runner.ts";
import { Keys } from "../../src/keys/keys.ts";
import type { RenderedMail } from "../../src/mail/mail.ts";
import { Outbox, Undeliverable } from "../../src/mail/outbox.ts";
import { deliverBySmtp } from "../../src/mail/smtp.ts";
import { LogoutNotices } from "../../src/openid/logout-notices.ts";
import { Openid } from "../../src/openid/openid.ts";
import { createPasswords, type Passwords } from "../../src/passwords/passwords.ts";
import { KeptSettings } from "../../src/settings/kept-settings.ts";
import { applySessionLimits } from "../../src/settings/session-limits.ts";
import { newPlace } from "../postgres/new-place.ts";
import { AnswerScanner } from "./answer-scanner.ts";
import { authenticatorOrigin, Browser, portalOrigin } from "./browser.ts";
import { scanAnswers } from "./scan-answers.ts";
import { TurnableClock } from "./turnable-clock.ts";

let passwords: Promise<Passwords> | undefined;

export interface Person {
  realm: AccountRow["realm"];
  login: string;
  password: string;
  role?: AdministratorRole;
}

export interface SimulatedApp extends AsyncDisposable {
  app: FastifyInstance;
  parts: AppParts;
  keys: Keys;
  clock: TurnableClock;
  mails: RenderedMail[];
  mailServer: {
    isDown: boolean;
    refuses: Set<string>;
  };
  /** Moves the clock, and then runs the periodic jobs once. */
  pass: (milliseconds: number) => Promise<void>;
  addAccount: (person: Person) => Promise<AccountRow>;
  browser: (options?: { address?: string; origin?: string; userAgent?: string }) => Browser;
}

export const relyingParty: RelyingParty = {
  id: new URL(portalOrigin).hostname,
  name: "Sallyport",
  origin: portalOrigin,
  attestation: null,
};

const sender = { from: "Sallyport <no-reply@sallyport.localhost>", name: relyingParty.id };

export interface Settings
  extends Partial<Pick<Config, "isSetUpLinkNeeded" | "hasApiDocs" | "fixedSettings">> {
  /** If several simulations have the same file and key store, they are several servers of one installation. */
  kept?: { file: string; store: SecureStore; lockWaitMs?: number };
  /** Mails go to this server, and not into `mails`. */
  smtpUrl?: string;
  /**
   * Turn the scan off in a simulation with hundreds of secrets. Otherwise some number in an answer would be a
   * valid code by chance.
   */
  areAnswersScanned?: boolean;
}

/** The method `Symbol.asyncDispose` of the simulation throws if an answer contained a secret. */
export async function simulateApp(
  webApps: Config["webApps"] = null,
  {
    isSetUpLinkNeeded = false,
    hasApiDocs = false,
    fixedSettings = {},
    kept,
    smtpUrl,
    areAnswersScanned = true,
  }: Settings = {},
): Promise<SimulatedApp> {
  const clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
  const log = pino({ level: "silent" });
  const mails: RenderedMail[] = [];
  const mailServer = { isDown: false, refuses: new Set<string>() };
  const scanner = new AnswerScanner();
  const database = await openDatabase(kept?.file ?? (await newPlace()), { lockWaitMs: kept?.lockWaitMs });
  const keys = await Keys.openOrInit(database, kept?.store ?? createMemoryStore());
  const keepMail = (mail: RenderedMail) => {
    if (mailServer.isDown) return Promise.reject(new Error("The mail server does not answer."));
    if (mailServer.refuses.has(mail.to)) return Promise.reject(new Undeliverable("550 No such mailbox"));
    mails.push(mail);
    scanner.learnFromMail(mail.text);
    return Promise.resolve();
  };
  const smtp = smtpUrl === undefined ? null : deliverBySmtp(smtpUrl, { ...sender, clock });
  const deliver = smtp?.deliver ?? keepMail;
  const afterReply = new AfterReply(log, turn);
  // Only `pass` reads the settings again. If requests read them too, the number of statements would depend on
  // the time.
  const mostAgeMs = Number.POSITIVE_INFINITY;
  const keptSettings = await KeptSettings.open({ database, fixed: fixedSettings, log, mostAgeMs });
  await applySessionLimits({ database, clock }, keptSettings);
  const settings = keptSettings.current;
  const letterhead = () => ({ ...settings(), portalOrigin });
  const outbox = new Outbox({ database, keys, clock, log, letterhead, deliver });
  // The cheapest parameters of argon2id keep tests fast.
  passwords ??= createPasswords({
    cost: { memoryCost: 64, timeCost: 1, parallelism: 1 },
    wordsOfPlace: () => ["Sallyport"],
  });
  const openid = new Openid({ database, clock, keys, settings, portalOrigin }, log);
  const parts: AppParts = {
    database,
    keys,
    clock,
    outbox,
    afterReply,
    readiness: new ReadinessCheck({ database, keys, outbox, clock, log }),
    passwords: await passwords,
    totp: createTotpFactors(keys, settings),
    passkeys: createPasskeys(keys, relyingParty),
    settings,
    keptSettings,
    webhookReach: { resolve: () => Promise.resolve([]), networks: ["127.0.0.0/8"] },
    openid,
    logoutNotices: new LogoutNotices({ database, clock, openid, log }),
    portalOrigin,
    isSetUpLinkNeeded,
    authenticatorOrigin,
    jobKinds: administratorJobs,
    // Jobs don't start by themselves, because tests run them with `pass`.
    wakeJobs: () => {},
  };
  const jobs = new JobRunner({
    database,
    clock,
    log,
    kinds: administratorJobs.map((kind) => jobKind(parts, kind)),
  });
  const places = { portalOrigin, authenticatorOrigin, trustedProxies: [] };
  const app = await buildApp({ ...places, webApps, hasApiDocs }, parts, log);
  await app.ready();
  const leaks = areAnswersScanned ? scanAnswers(app, scanner, clock) : [];
  const countCoverage = createCoverage({ database, settings });
  return {
    app,
    parts,
    keys,
    clock,
    mails,
    mailServer,
    pass: async (milliseconds) => {
      clock.turnTo(clock.now() + milliseconds);
      await keptSettings.refresh();
      await remindAndLock(database, outbox, portalOrigin, clock.now());
      await applyChanges(parts, clock.now());
      await clearAway(database, clock.now());
      await countCoverage(clock.now());
      await deleteOldJobs(database, clock.now());
      await jobs.runDue();
      await outbox.deliverDue();
    },
    addAccount: async ({ realm, login, password, role = "owner" }) =>
      insertAccount(database, {
        realm,
        role,
        username: realm === "user" ? login : null,
        email: `${login}@example.com`,
        name: login,
        passwordHash: await parts.passwords.hash(password),
        now: clock.now(),
      }),
    browser: (options) => new Browser(app, options),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await afterReply.settled();
      await outbox.stop();
      smtp?.close();
      await database.destroy();
      if (leaks.length > 0)
        throw new Error(`Answers held what must not leave the server:\n${leaks.join("\n")}`);
    },
  };
}
