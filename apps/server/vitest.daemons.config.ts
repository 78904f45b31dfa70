import { defineConfig } from "vitest/config";

// These tests need swtpm, swtpm-tools, tpm2-tools, gnome-keyring, dbus, Caddy and nginx.
export default defineConfig({
  test: {
    strictTags: false,
    include: ["src/**/*.daemon.test.ts"],
    // The tests set environment variables to find the keychain, which worker threads can't do.
    pool: "forks",
    hookTimeout: 60_000,
  },
});
