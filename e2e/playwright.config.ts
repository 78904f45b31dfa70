import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.ts";
import type { Options } from "./fixtures.ts";
import { Dice, seed } from "./seed.ts";

const zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"];

const killed = ["kill.spec.ts", "kill-during-set-up.spec.ts"];
/** These stories stop the server. They don't run with the key store `memory`, which would lose all data. */
const outlivingTheServer = [...killed, "moving-stores.spec.ts", "secrets.spec.ts"];
/** Every store must open again after a kill. One of the two stories with a kill is enough to show this. */
const onEveryStore = ["first-story.spec.ts", "kill.spec.ts", "moving-stores.spec.ts", "secrets.spec.ts"];

export default defineConfig<Options>({
  testMatch: "**/*.spec.ts",
  globalSetup: "./announce-seed.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  metadata: { seed },
  projects: [
    { name: "memory", testIgnore: outlivingTheServer, use: { keyStoreKind: "memory" } },
    { name: "passphrase", testMatch: outlivingTheServer, use: { keyStoreKind: "passphrase" } },
    { name: "tpm", testMatch: onEveryStore, use: { keyStoreKind: "tpm" } },
    { name: "keychain", testMatch: onEveryStore, use: { keyStoreKind: "keychain" } },
    {
      name: "postgres",
      testMatch: ["first-story.spec.ts", ...killed],
      use: { keyStoreKind: "passphrase", databaseKind: "postgres" },
    },
  ],
  use: {
    browserName: "chromium",
    launchOptions,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: new Dice(seed).pick(zones),
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 15_000,
    // In traces, screenshots would take 20 % of the run's time, and page snapshots would take 10 %.
    trace: { mode: "retain-on-first-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
  },
});
