import { defineConfig } from "vitest/config";

// The server on real stores (swtpm, swtpm-tools, tpm2-tools, gnome-keyring and dbus) and behind real proxies (Caddy, nginx).
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // A keychain is found through the environment of the process, which worker threads have no hold on.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
