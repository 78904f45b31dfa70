import { about } from "@sallyport/contract/about";
import { changeSettings } from "@sallyport/contract/settings";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { ada, proven } from "../../lab/simulation/people.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";

test("another server on the same database has a change after its next reading", async () => {
  const kept = { file: await newPlace(), store: createMemoryStore() };
  await using one = await simulateApp(null, { kept });
  await using other = await simulateApp(null, { kept });
  await one.addAccount(ada);
  await (await proven(one, ada)).get(changeSettings, {
    body: { to: { organisation: "Acme" }, from: { organisation: "Sallyport" } },
  });
  expect(await other.browser().get(about, {})).toMatchObject({ organisation: "Sallyport" });
  await other.parts.keptSettings.refresh();
  expect(await other.browser().get(about, {})).toMatchObject({ organisation: "Acme" });
});
