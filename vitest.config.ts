import { defineConfig } from "vitest/config";
import { testTags } from "./scripts/evidence/test-tags.mjs";

export default defineConfig({
  test: {
    tags: testTags,
    // Vitest's default would leave one of two cores idle.
    maxWorkers: "100%",
    // A slow test must not fail on a busy machine.
    testTimeout: 20_000,
    include: [
      "{apps,packages}/*/{src,lab}/**/*.test.{ts,tsx}",
      "scripts/**/*.test.mjs",
      "e2e/lighthouse/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.{daemon,postgres}.test.{ts,mjs}"],
  },
});
