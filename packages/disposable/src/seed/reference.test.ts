import { expect, test } from "vitest";
import { seedPage, seedSchema } from "./reference.ts";

test("the page of the seed is the schema's", async () => {
  await expect(seedPage()).toMatchFileSnapshot("../../../../docs/kit/disposable-seed.md");
});

test("the JSON schema for editors is the schema's", async () => {
  const text = `${JSON.stringify(seedSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../sallyport.schema.json");
});
