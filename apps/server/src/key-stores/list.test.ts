import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fieldsOf, type KeyStore } from "./key-store.ts";
import { keyStores } from "./list.ts";
import { slotKinds } from "./variables.ts";

const stores: readonly KeyStore[] = keyStores;
const fields = stores.flatMap((store) => fieldsOf(store));

test.for([
  ["kind", stores.map(({ kind }) => kind)],
  ["backend", stores.map(({ backend }) => backend.name)],
  ["variable", fields.map(({ variable }) => variable)],
  ["word", fields.map(({ word }) => word)],
] as const)("no two key stores share a %s", ([, names]) => {
  expect(new Set(names).size).toBe(names.length);
});

test.for(slotKinds)(
  "of the key stores that share the slot kind %s one needs no variable to choose it",
  (kind) => {
    expect(kind).toMatch(/^[a-z]+$/);
    const ofKind = stores.filter(({ slotKind }) => slotKind === kind);
    expect(ofKind.filter(({ instead }) => instead === undefined)).toHaveLength(1);
  },
);

test("the table of settings has every setting of every key store", async () => {
  const settings = await readFile(join(import.meta.dirname, "../../../../docs/settings.md"), "utf8");
  for (const { variable } of fields) expect(settings).toContain(`| \`${variable}\` |`);
  for (const kind of slotKinds) expect(settings).toMatch(new RegExp(`\\| \`SECURE_STORE\` \\|.*\`${kind}\``));
});
