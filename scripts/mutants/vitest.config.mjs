import { defineConfig } from "vitest/config";

// Stryker's own way to choose test files leaves out faults in what a module computes as it loads.
export default defineConfig({
  test: { include: (process.env["MUTANTS_TESTS"] ?? "").split(" "), testTimeout: 60_000, strictTags: false },
});
