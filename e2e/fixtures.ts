import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { type Inbox, startInbox } from "@sallyport/inbox/inbox";
import { type Cluster, startCluster } from "@sallyport/server/lab/postgres/cluster.ts";
import { Answers } from "./answers.ts";
import { launchOptions, wholeBrowser } from "./chromium.ts";
import { Clock } from "./clock.ts";
import { type KeyStore, type KeyStoreKind, startKeyStore } from "./key-store.ts";
import { Mailbox } from "./mailbox.ts";
import { Invention, type Person } from "./person.ts";
import { Phone } from "./phone.ts";
import { Dice, seed } from "./seed.ts";
import { Stack } from "./stack.ts";
import { Watch } from "./watch-page.ts";

export { expect };

export interface Options {
  /** With `memory`, a server that was killed has lost its key and its data. */
  keyStoreKind: KeyStoreKind;
  databaseKind: "sqlite" | "postgres";
  isSetUpLinkNeeded: boolean;
  logLevel: "warn" | "trace";
  canInstall: boolean;
}

interface WorkerFixtures {
  /** Returns the Postgres server of the worker. The first call starts it. */
  postgres: () => Promise<Cluster>;
}

interface Fixtures {
  dice: Dice;
  folder: string;
  inbox: Inbox;
  keyStore: KeyStore;
  database: string;
  stack: Stack;
  clock: Clock;
  mailbox: Mailbox;
  watch: Watch;
  answers: Answers;
  invention: Invention;
  prepare: (context: BrowserContext) => Promise<void>;
  /** Opens a browser without cookies. Relative addresses lead to the portal. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>;
  addPerson: (realm: Person["realm"], role?: Person["role"]) => Promise<Person>;
  admin: Person;
  user: Person;
  phone: Phone;
}

/** README.md explains each fixture. */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  keyStoreKind: ["memory", { option: true }],
  databaseKind: ["sqlite", { option: true }],
  isSetUpLinkNeeded: [false, { option: true }],
  logLevel: ["warn", { option: true }],
  canInstall: [false, { option: true }],

  dice: async ({}, use, { titlePath, repeatEachIndex }) => {
    await use(new Dice([seed, ...titlePath, repeatEachIndex].join("\n")));
  },

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-e2e-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  inbox: async ({}, use) => {
    const inbox = await startInbox({ smtpPort: 0 });
    await use(inbox);
    await inbox.close();
  },

  keyStore: async ({ keyStoreKind, folder }, use) => {
    const keyStore = await startKeyStore(keyStoreKind, folder);
    await use(keyStore);
    await keyStore.stop();
  },

  postgres: [
    async ({}, use) => {
      let cluster: Promise<Cluster> | undefined;
      await use(() => (cluster ??= startCluster()));
      await (await cluster)?.[Symbol.asyncDispose]();
    },
    { scope: "worker" },
  ],

  database: async ({ databaseKind, keyStoreKind, folder, postgres }, use) => {
    const file = keyStoreKind === "memory" ? ":memory:" : join(folder, "sallyport.db");
    await use(databaseKind === "sqlite" ? file : await (await postgres()).newDatabase());
  },

  stack: async ({ inbox, dice, keyStore, isSetUpLinkNeeded, logLevel, database }, use, info) => {
    const stack = await Stack.start({
      smtpPort: inbox.smtpPort,
      now: someMoment(dice),
      keyStore,
      isSetUpLinkNeeded,
      logLevel,
      database,
    });
    await use(stack);
    await stack.stop();
    if (info.status !== info.expectedStatus) await info.attach("server log", { body: stack.log });
  },

  clock: async ({ stack }, use) => {
    await use(new Clock(stack));
  },

  mailbox: async ({ inbox }, use) => {
    await use(new Mailbox(inbox));
  },

  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.take(), "what went wrong unseen").toEqual([]);
  },

  answers: async ({ inbox, clock }, use) => {
    const answers = new Answers(inbox, clock);
    await use(answers);
    expect(await answers.leaks(), "what must not leave the server").toEqual([]);
  },

  invention: async ({ dice }, use) => {
    await use(new Invention(dice));
  },

  baseURL: async ({ stack }, use) => {
    await use(stack.portalOrigin);
  },

  prepare: async ({ clock, watch, answers }, use) => {
    await use(async (context) => {
      answers.over(context);
      await watch.over(context);
      await clock.govern(context);
    });
  },

  openBrowser: async ({ browser, baseURL, prepare }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), ...options });
      opened.push(context);
      await prepare(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  addPerson: async ({ stack, invention, openBrowser }, use) => {
    await use(async (realm, role) => {
      const { login, ...invented } = invention.account(realm);
      const account = role === undefined ? invented : { ...invented, role };
      await stack.addAccount(account);
      return { ...account, login, page: await openBrowser() };
    });
  },

  admin: async ({ addPerson }, use) => {
    await use(await addPerson("administrator"));
  },

  user: async ({ addPerson }, use) => {
    await use(await addPerson("user"));
  },

  phone: async ({ playwright, stack, prepare, folder, timezoneId, canInstall }, use) => {
    const { authenticatorOrigin } = stack;
    const phone = await Phone.switchOn({
      browserType: playwright.chromium,
      launchOptions: canInstall ? wholeBrowser : launchOptions,
      folder,
      authenticatorOrigin,
      timezoneId,
    });
    await prepare(phone.context);
    await use(phone);
    await phone.switchOff();
  },
});

function someMoment(dice: Dice): number {
  const day = 24 * 60 * 60 * 1000;
  return Date.UTC(2027, 0, 1) + dice.below(3 * 365) * day + dice.below(day);
}
