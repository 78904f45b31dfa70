import { defineConfig } from "vitest/config";

// Tests against real daemons. They need Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus and strace.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests set an environment variable of the process. Worker threads can't do that.
    pool: "forks",
    // The tests mostly wait for other processes. On two cores, Vitest would start only one worker by default.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
