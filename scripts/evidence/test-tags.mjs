import { readFileSync } from "node:fs";

export const testTags = ["attacks", "requirements"].flatMap((name) => {
  const file = new URL(`../../docs/security/${name}.json`, import.meta.url);
  return /** @type {{ id: string }[]} */ (JSON.parse(readFileSync(file, "utf8"))).map(({ id }) => ({
    name: id,
  }));
});
