import { defineConfig } from "vitest/config";

// These tests need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests set an environment variable, and worker threads can't do that.
    pool: "forks",
    // On two cores Vitest would start only one worker. The tests mostly wait for other processes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
