import { defineConfig } from "vitest/config";

// These tests need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests set an environment variable, which worker threads can't do.
    pool: "forks",
    // The tests mostly wait for other processes, but Vitest would start only one worker on two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
