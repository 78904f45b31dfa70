import { readFileSync } from "node:fs";

/** The ids of attacks and requirements. Vitest can select tests by these tags, and rejects all other tags. */
export const testTags = ["attacks", "requirements"].flatMap((name) => {
  const file = new URL(`../../docs/security/${name}.json`, import.meta.url);
  return /** @type {{ id: string }[]} */ (JSON.parse(readFileSync(file, "utf8"))).map(({ id }) => ({
    name: id,
  }));
});
