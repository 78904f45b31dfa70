import { defineConfig } from "vitest/config";

/** Tests with real services: key stores, proxies, and a Postgres server of their own. */
export default defineConfig({
  test: {
    strictTags: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "daemons",
          include: ["src/**/*.daemon.test.ts"],
          // The tests set environment variables to find the keychain, which worker threads can't do.
          pool: "forks",
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          globalSetup: "lab/postgres/each-test.ts",
          // Beside the tests of Postgres itself, those whose statements or races may differ run again on it.
          include: ["src/**/*.postgres.test.ts", "src/**/*.repository.test.ts"],
        },
      },
    ],
  },
});
