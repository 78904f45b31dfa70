import { defineConfig } from "vitest/config";

// The server on stores that are real: Debian's swtpm, swtpm-tools, tpm2-tools, gnome-keyring and dbus.
export default defineConfig({
  test: {
    include: ["src/**/*.daemon.test.ts"],
    // A keychain is found through the environment of the process, which worker threads have no hold on.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
