import { defineConfig } from "vitest/config";

// The server on real stores (swtpm, swtpm-tools, tpm2-tools, gnome-keyring and dbus) and behind real proxies (Caddy, nginx).
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The keychain is found through the environment of the process, which a worker thread can't change.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
