import { defineConfig } from "vitest/config";

// A fixed list of test files: Stryker's own selection misses faults in code that runs when a module loads.
export default defineConfig({
  test: { include: (process.env["MUTANTS_TESTS"] ?? "").split(" "), testTimeout: 60_000, strictTags: false },
});
