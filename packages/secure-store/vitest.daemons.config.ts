import { defineConfig } from "vitest/config";

// Tests against real daemons. They need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The keychain is found through the environment of the process, which worker threads can't change.
    pool: "forks",
    // The tests mostly wait for other processes. By default Vitest would leave one of two cores idle.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
