import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { testTags } from "./scripts/evidence/test-tags.mjs";

const places = ["{apps,packages}/*/{src,lab}", "bench", "scripts", "e2e/lighthouse"];
const inPlaces = (name: string) => places.map((place) => `${place}/**/*${name}.{ts,tsx,mjs}`);
const exclude = ["**/node_modules/**", "**/dist/**", ...inPlaces(".{daemon,postgres}.test")];

const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith("/lab/month/month.test.ts");

/**
 * Begins with the longest tests. Otherwise, in a fresh clone, Vitest would begin with the largest files, because it
 * doesn't know how long a file takes. A long file that begins last would run alone, while the other core idles.
 */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- This is a method of Vitest.
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project);
    return [...byProject.values()].flatMap((ofProject) => [
      ...ofProject.filter(isLong),
      ...ofProject.filter((file) => !isLong(file)),
    ]);
  }
}

export default defineConfig({
  test: {
    // The summary of `npm test` prints only a failure's message, so the message must show the values.
    chaiConfig: { truncateThreshold: 2000 },
    tags: testTags,
    // All cores are used. Vitest's default would leave one of two cores idle.
    maxWorkers: "100%",
    // The limit is long, so a slow test doesn't fail on a busy machine.
    testTimeout: 20_000,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          // These files share a process. Loading the server again for each file would double the CPU time.
          isolate: false,
          setupFiles: "scripts/unit/leaves-no-trace.mjs",
          include: inPlaces(".test"),
          exclude: [...exclude, ...inPlaces(".isolated.test")],
        },
      },
      // A file that mocks or reloads modules has the name `*.isolated.test` and a process of its own.
      { extends: true, test: { name: "isolated", include: inPlaces(".isolated.test"), exclude } },
    ],
  },
});
