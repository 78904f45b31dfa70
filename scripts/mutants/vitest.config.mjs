import { defineConfig } from "vitest/config";

// The list of test files is fixed, because Stryker's own selection misses faults in code that runs when a module loads.
export default defineConfig({
  test: { include: (process.env["MUTANTS_TESTS"] ?? "").split(" "), testTimeout: 60_000, strictTags: false },
});
