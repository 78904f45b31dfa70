import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as contract from "@sallyport/contract/sign-in";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyPlace } from "../../lab/postgres/new-place.ts";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  loggedIn,
  logIn,
  proven,
  requireMfaOf,
  ursula,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { beginRecord, EventShipping } from "../activity/shipping.ts";
import { verifyEvents } from "../activity/verification.ts";
import { minute } from "../core/clock.ts";
import { copyToPostgres } from "./copy.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-copied-"));
});
afterEach(() => rm(folder, { recursive: true }));

const ship = ({ keys, app, parts }: SimulatedApp) => new EventShipping(keys, app.log).ship(parts.database);

test("a copied installation has the same passwords, factors and sessions, and its activity is intact", async () => {
  const [file, address, store] = [join(folder, "sallyport.db"), await emptyPlace(), createMemoryStore()];
  let person: Browser;
  let secret: string;
  let linked: number;
  let now: number;
  {
    await using world = await simulateApp(null, { kept: { file, store } });
    await beginRecord(world.parts.database, world.keys);
    await world.addAccount(ursula);
    await world.addAccount(ada);
    await proven(world, ada);
    await requireMfaOf(world, ursula);
    person = await loggedIn(world, ursula);
    secret = await enrol(person, world.clock);
    await ship(world);
    now = world.clock.now();
    ({ linked } = await verifyEvents(world.parts.database, world.keys, now));
  }
  const { data } = await copyToPostgres({ file, address }, () => {});
  expect(data["rows"]).toMatchObject({ accounts: 2, totp_factors: 2, sessions: 2, keys: 1, key_slots: 1 });

  await using world = await simulateApp(null, { kept: { file: address, store } });
  world.clock.turnTo(now + minute);
  const same = world.browser();
  for (const [name, value] of person.cookies) same.cookies.set(name, value);
  expect(await same.get(contract.whereAmI, asUser)).toMatchObject({ at: "signed-in" });
  const other = world.browser();
  expect(await logIn(other, ursula)).toMatchObject({ at: "second-factor" });
  const body = { code: codeFor(secret, world.clock.now()) };
  expect(await other.get(contract.submitPasscode, { ...asUser, body })).toMatchObject({ at: "signed-in" });
  await ship(world);
  const verified = await verifyEvents(world.parts.database, world.keys, world.clock.now());
  expect(verified).toMatchObject({ fault: null, unlinked: 0 });
  expect(verified.linked).toBeGreaterThan(linked);
  expect(linked).toBeGreaterThan(5);
});
