import { defineConfig } from "vitest/config";

/** Starts the real program. */
export default defineConfig({
  test: {
    chaiConfig: { truncateThreshold: 2000 },
    include: ["src/**/*.daemon.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    // A stack takes a second or two to start, more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
