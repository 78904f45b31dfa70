import { defineConfig } from "vitest/config";

// These tests need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    // The summary of `npm test` prints only this message of a failure, so it must name the values.
    chaiConfig: { truncateThreshold: 2000 },
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // Worker threads can't set an environment variable.
    pool: "forks",
    // The tests mostly wait for other processes, so two workers are fine on two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
