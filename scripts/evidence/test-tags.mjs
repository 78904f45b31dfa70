import { readFileSync } from "node:fs";

/** The tags that a test may have, the ids of attacks and requirements: Vitest refuses others, and filters by these. */
export const testTags = ["attacks", "requirements"].flatMap((name) => {
  const file = new URL(`../../docs/security/${name}.json`, import.meta.url);
  return /** @type {{ id: string }[]} */ (JSON.parse(readFileSync(file, "utf8"))).map(({ id }) => ({
    name: id,
  }));
});
