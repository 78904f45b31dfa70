import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { templates } from "@sallyport/contract/applications/templates/templates";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "pictures");
const picture =
  /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 24 24"><path fill="#[0-9a-f]{6}" d="[MmZzLlHhVvCcSsQqTtAa0-9., -]+"\/><\/svg>\n$/;

// If a user opens an SVG file at the portal's address, a script in the file could run there.
test("a logo is one coloured path and nothing else", async () => {
  const files = await readdir(folder);
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8");
    expect([file, picture.test(text)]).toEqual([file, true]);
    expect(text.length).toBeLessThan(6000);
  }
});

test("a logo has the key of a template as its name", async () => {
  const keys = new Set(templates.map(({ key }) => `${key}.svg`));
  for (const file of await readdir(folder)) expect(keys).toContain(file);
});
