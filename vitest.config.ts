import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // A busy machine is slow, not wrong.
    testTimeout: 20_000,
    include: ["{apps,packages}/*/{src,lab}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.daemon.test.{ts,mjs}"],
  },
});
