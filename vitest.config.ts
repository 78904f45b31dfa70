import { defineConfig } from "vitest/config";
import { testTags } from "./scripts/evidence/test-tags.mjs";

const places = ["{apps,packages}/*/{src,lab}", "bench", "scripts", "e2e/lighthouse"];
const inPlaces = (name: string) => places.map((place) => `${place}/**/*${name}.{ts,tsx,mjs}`);
const exclude = ["**/node_modules/**", "**/dist/**", ...inPlaces(".{daemon,postgres}.test")];

export default defineConfig({
  test: {
    // The summary of `npm test` prints only this message of a failure, so it must name the values.
    chaiConfig: { truncateThreshold: 2000 },
    tags: testTags,
    // Vitest's default would leave one of two cores idle.
    maxWorkers: "100%",
    // A slow test must not fail on a busy machine.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          // Loading the server again for each file would double the CPU time, so these files share a process.
          isolate: false,
          setupFiles: "scripts/unit/leaves-no-trace.mjs",
          include: inPlaces(".test"),
          exclude: [...exclude, ...inPlaces(".isolated.test")],
        },
      },
      // A file that mocks or reloads modules is named `*.isolated.test` and has its own process.
      { extends: true, test: { name: "isolated", include: inPlaces(".isolated.test"), exclude } },
    ],
  },
});
