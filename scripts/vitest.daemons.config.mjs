import { defineConfig } from "vitest/config";

// `npm start` as a whole. Mostly waiting for other processes, on a busy machine for long.
export default defineConfig({
  test: {
    include: ["scripts/**/*.daemon.test.mjs"],
    testTimeout: 240_000,
    hookTimeout: 30_000,
    strictTags: false,
  },
});
