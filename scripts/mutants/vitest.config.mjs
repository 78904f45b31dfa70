import { defineConfig } from "vitest/config";

// All these tests run. Stryker's own selection would miss faults in code that runs when a module loads.
export default defineConfig({
  test: { include: (process.env["MUTANTS_TESTS"] ?? "").split(" "), testTimeout: 60_000, strictTags: false },
});
