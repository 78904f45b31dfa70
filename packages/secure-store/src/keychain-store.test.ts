import { expect, test } from "vitest";
import { runModule } from "./module.fixture.ts";

/** Imitates `npm install --omit=optional`, or an unsupported platform. */
const withoutNativePart = `
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "@napi-rs/keyring") throw new Error("Cannot find native binding.");
      return next(specifier, context);
    },
  });
  const print = (value) => console.log(JSON.stringify(value));`;

test("without the keychain library's native part the keychain is unavailable, and says why", async () => {
  const [outcome] = await runModule(`${withoutNativePart}
    const { createKeychainStore } = await import("./public.ts");
    print(await createKeychainStore({ service: "test" }).probe());`);
  expect(outcome).toMatchObject({
    ok: false,
    why: "unavailable",
    detail: expect.stringContaining("The keychain library can't be loaded"),
  });
});

test("without it, the other stores work", async () => {
  const [outcome] = await runModule(`${withoutNativePart}
    const { createMemoryStore } = await import("./public.ts");
    print(await createMemoryStore().probe());`);
  expect(outcome).toMatchObject({ ok: true });
});
