import { defineConfig } from "vitest/config";

// The time limits are long, because the tests mostly wait for other processes.
export default defineConfig({
  test: {
    include: ["scripts/**/*.daemon.test.mjs"],
    // Only `npm run pack:check` runs these tests, because they install packages from the registry again.
    exclude: process.env["PACK_CHECK"] ? [] : ["scripts/pack*.daemon.test.mjs"],
    testTimeout: 240_000,
    hookTimeout: 30_000,
    strictTags: false,
  },
});
