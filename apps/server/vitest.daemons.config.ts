import { defineConfig } from "vitest/config";

// Tests of the server with real key stores (swtpm, swtpm-tools, tpm2-tools, gnome-keyring and dbus) and behind real
// proxies (Caddy, nginx).
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // Uses processes. The keychain is found through environment variables, which a worker thread can't change.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
