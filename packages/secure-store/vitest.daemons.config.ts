import { defineConfig } from "vitest/config";

// Tests against real daemons. They need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests set the keychain's address in the environment of the process, which worker threads can't change.
    pool: "forks",
    // The tests mostly wait for other processes. On two cores, Vitest would start only one worker by default.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
