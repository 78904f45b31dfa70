import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as contract from "@sallyport/contract/sign-in";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyPlace, newPlace } from "../../lab/postgres/new-place.ts";
import { clientEnvironment } from "../../lab/postgres/programs.ts";
import {
  asUser,
  codeFor,
  enrol,
  loggedIn,
  logIn,
  requireMfaOf,
  ursula,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { beginRecord, EventShipping } from "../activity/shipping.ts";
import { verifyEvents } from "../activity/verification.ts";
import { minute } from "../core/clock.ts";
import { backUp } from "./backup.ts";
import { fileOperations } from "./file-operations.ts";
import { PostgresPrograms } from "./postgres-programs.ts";
import { restore } from "./restore.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-restored-"));
});
afterEach(() => rm(folder, { recursive: true }));

const ship = ({ keys, app, parts }: SimulatedApp) => new EventShipping(keys, app.log).ship(parts.database);

test("a backup of a running server is restored with its passwords and factors, without its sessions and used codes", async () => {
  const [store, backup] = [createMemoryStore(), join(folder, "backup.dump")];
  const [live, place] = [await newPlace(), await emptyPlace()];
  const programs = new PostgresPrograms(clientEnvironment());
  await using world = await simulateApp(null, { kept: { file: live, store } });
  await beginRecord(world.parts.database, world.keys);
  await world.addAccount(ursula);
  await requireMfaOf(world, ursula);
  const person = await loggedIn(world, ursula);
  const secret = await enrol(person, world.clock);
  await ship(world);
  await backUp(live, backup, fileOperations, programs);
  const now = world.clock.now() + minute;
  await restore(backup, { database: place, isReplacing: false, now }, fileOperations, programs);

  await using restored = await simulateApp(null, { kept: { file: place, store } });
  restored.clock.turnTo(now);
  const old = restored.browser();
  for (const [name, value] of person.cookies) old.cookies.set(name, value);
  expect(await old.get(contract.whereAmI, asUser)).toMatchObject({ at: "start" });
  const browser = restored.browser();
  expect(await logIn(browser, ursula)).toMatchObject({ at: "second-factor" });
  const submit = () => {
    const body = { code: codeFor(secret, restored.clock.now()) };
    return browser.ask(contract.submitPasscode, { ...asUser, body });
  };
  expect(await submit()).toMatchObject({ ok: false });
  restored.clock.turnTo(now + minute);
  expect(await submit()).toMatchObject({ reply: { at: "signed-in" } });
  await ship(restored);
  const { database } = restored.parts;
  expect(await verifyEvents(database, restored.keys, restored.clock.now())).toMatchObject({
    fault: null,
    unlinked: 0,
  });
});
