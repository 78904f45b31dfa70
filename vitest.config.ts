import { defineConfig } from "vitest/config";
import { testTags } from "./scripts/evidence/test-tags.mjs";

export default defineConfig({
  test: {
    tags: testTags,
    // By default one core of two would stay idle.
    maxWorkers: "100%",
    // A busy machine is slow, not wrong.
    testTimeout: 20_000,
    include: [
      "{apps,packages}/*/{src,lab}/**/*.test.{ts,tsx}",
      "scripts/**/*.test.mjs",
      "e2e/lighthouse/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.daemon.test.{ts,mjs}"],
  },
});
