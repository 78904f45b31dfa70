import { defineConfig } from "vitest/config";

// The tests mostly wait for other processes, so a busy machine needs long timeouts.
export default defineConfig({
  test: {
    include: ["scripts/**/*.daemon.test.mjs"],
    testTimeout: 240_000,
    hookTimeout: 30_000,
    strictTags: false,
  },
});
