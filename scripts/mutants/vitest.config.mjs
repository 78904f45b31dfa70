import { defineConfig } from "vitest/config";

// Stryker's own selection misses faults in code that runs when a module loads, so the list of files is fixed.
export default defineConfig({
  test: { include: (process.env["MUTANTS_TESTS"] ?? "").split(" "), testTimeout: 60_000, strictTags: false },
});
