import { defineConfig } from "vitest/config";

/** Runs tests with real services: key stores, proxies, and a Postgres server of their own. */
export default defineConfig({
  test: {
    // The summary of `npm test` prints only a failure's message, so the message must show the values.
    chaiConfig: { truncateThreshold: 2000 },
    strictTags: false,
    // On two cores Vitest would start only one worker. A second worker helps, because the tests often wait for
    // other processes.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "daemons",
          include: ["src/**/*.daemon.test.ts"],
          // The tests run in processes, not in worker threads, because they set environment variables for the
          // keychain.
          pool: "forks",
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          globalSetup: "lab/postgres/each-test.ts",
          // These files share a process, as in `npm run unit`.
          isolate: false,
          setupFiles: "../../scripts/unit/leaves-no-trace.mjs",
          // The repository tests run on SQLite too. They also run here, because statements and races can behave
          // differently on Postgres.
          include: [
            "{src,lab}/**/*.postgres.test.ts",
            "src/**/*.repository.test.ts",
            "src/{activity,applications,enforcement,jobs,limits,login-report,overview,sessions,webhooks}/*.test.ts",
            "src/accounts/{api-keys,groups,users/bulk}/*.test.ts",
            "src/{housekeeping,keys/rewrap}.test.ts",
            "src/{forward-auth/door,openid/{logout-notices,tokens}}.test.ts",
            "src/accounts/users/{bypass-code,delete-user,remove-factor,two-administrators,withdraw-invitation}.test.ts",
            "src/accounts/users/list/mfa-report.test.ts",
            "src/password-reset/send-reset.test.ts",
            "src/{accounts/users/import/import-users,sign-in/{bypass-code,imported-hash},settings/logo/logo}.test.ts",
            "lab/attacks/several-processes.test.ts",
          ],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
