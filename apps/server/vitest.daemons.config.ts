import { defineConfig } from "vitest/config";

// Tests of the server with real key stores (swtpm, swtpm-tools, tpm2-tools, gnome-keyring and dbus) and behind real
// proxies (Caddy, nginx).
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // Uses processes instead of worker threads, because a worker thread can't change the environment variables through
    // which the keychain is found.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
