import { defineConfig } from "vitest/config";

// Needs swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus, Caddy and nginx.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // A worker thread can't change the environment variables through which the keychain is found.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
