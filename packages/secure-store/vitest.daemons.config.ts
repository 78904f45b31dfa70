import { defineConfig } from "vitest/config";

// These tests need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    // The summary of `npm test` prints only a failure's message, so the message must show the values.
    chaiConfig: { truncateThreshold: 2000 },
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests run in processes, because worker threads can't set an environment variable.
    pool: "forks",
    // Two workers run even on two cores, because the tests mostly wait for other processes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
