import { afterEach, beforeEach, expect, test } from "vitest";
import { send } from "../../lab/simulation/relying-party.ts";
import { statementsDuring } from "../../lab/simulation/sent-statements.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

/** How often the signing keys were read while 20 requests came at once. */
async function readsOfKeys(): Promise<number> {
  const sent = await statementsDuring(() =>
    Promise.all(Array.from({ length: 20 }, () => send(world, "/oidc/jwks"))),
  );
  return sent.filter((one) => one.includes('from "signing_keys"')).length;
}

test("simultaneous requests wait for one build of the provider", async () => {
  // The first build reads the keys before, during and after it makes the first key.
  expect(await readsOfKeys()).toBe(3);
  expect(await readsOfKeys()).toBe(0);
  world.clock.turnTo(world.clock.now() + minute);
  expect(await readsOfKeys()).toBe(1);
});

test("a build that fails is tried again by the next request, and the start only logs it", async () => {
  const { database, openid } = world.parts;
  await database.schema.alterTable("signing_keys").renameTo("moved").execute();
  await openid.warmUp();
  expect((await send(world, "/oidc/jwks")).status).toBe(500);
  await database.schema.alterTable("moved").renameTo("signing_keys").execute();
  expect((await send(world, "/oidc/jwks")).status).toBe(200);
});
