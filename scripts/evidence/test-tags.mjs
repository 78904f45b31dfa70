import { readFileSync } from "node:fs";

export const testTags = [
  "security/attacks",
  "security/requirements",
  "applications/conformance-modules",
].flatMap((name) => {
  const file = new URL(`../../docs/${name}.json`, import.meta.url);
  return /** @type {{ id: string }[]} */ (JSON.parse(readFileSync(file, "utf8"))).map(({ id }) => ({
    name: id,
  }));
});
