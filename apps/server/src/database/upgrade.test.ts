import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { submitPasscode, submitRecoveryCode } from "@sallyport/contract/sign-in";
import { listUsers } from "@sallyport/contract/users";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ada,
  asUser,
  codeFor,
  loggedIn,
  logIn,
  turnToNextCode,
  ursula,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { EventShipping } from "../activity/shipping.ts";
import { verifyEvents } from "../activity/verification.ts";
import { restore } from "../backup/restore.ts";
import { minute } from "../core/clock.ts";
import { migrations } from "./migrations.ts";
import {
  adaSecret,
  makeOldDatabase,
  ursulaRecoveryCode,
  ursulaSecret,
  walt,
} from "./version-0.1.0.fixture.ts";

let folder: string;
let old: Awaited<ReturnType<typeof makeOldDatabase>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-upgrade-"));
  old = await makeOldDatabase(folder);
});
afterEach(() => rm(folder, { recursive: true }));

async function upgraded(file = old.file): Promise<SimulatedApp> {
  const world = await simulateApp(null, { kept: { file, store: old.store } });
  world.clock.turnTo(world.clock.now() + minute);
  turnToNextCode(world.clock);
  return world;
}

test("a database of version 0.1.0 gets the tables of this version, and each login works as before", async () => {
  await using world = await upgraded();
  const names = await world.parts.database
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  expect(names.map(({ name }) => name).toSorted()).toEqual(Object.keys(migrations).toSorted());

  const browser = await loggedIn(world, ursula);
  const code = codeFor(ursulaSecret, world.clock.now());
  expect(await browser.get(submitPasscode, { ...asUser, body: { code } })).toMatchObject({ at: "signed-in" });
  expect(await logIn(world.browser(), walt)).toMatchObject({ at: "signed-in" });

  const console = await loggedIn(world, ada);
  const params = { realm: "administrator" } as const;
  await console.get(submitPasscode, { params, body: { code: codeFor(adaSecret, world.clock.now()) } });
  const { users } = await console.get(listUsers, { query: { search: "irma" } });
  expect(users).toMatchObject([{ name: "Irma Invited", state: "staged" }]);
});

test("a code that version 0.1.0 took is not taken again, and a recovery code works once", async () => {
  await using world = await simulateApp(null, { kept: old });
  const used = codeFor(ursulaSecret, world.clock.now());
  const browser = await loggedIn(world, ursula);
  const again = await browser.refusal(submitPasscode, { ...asUser, body: { code: used } });
  expect(again.code).toBe("replayed");
  const recovery = { ...asUser, body: { code: ursulaRecoveryCode } };
  expect(await browser.get(submitRecoveryCode, recovery)).toMatchObject({ at: "signed-in" });
  const later = await loggedIn(world, ursula);
  expect(await later.refusal(submitRecoveryCode, recovery)).toMatchObject({ code: "replayed" });
});

test("mails that waited in version 0.1.0 are sent, and the link in one of them still works", async () => {
  await using world = await upgraded();
  await world.pass(minute);
  const [, token = ""] = /#(\S+)/.exec(world.mails.find(({ to }) => to.includes("irma@"))?.text ?? "") ?? [];
  const body = { token, password: "irma's own long phrase" };
  expect(await world.browser().get(acceptInvitation, { body })).toMatchObject({ login: "irma" });
});

test("the activity of version 0.1.0 is still linked, and so is what this version adds", async () => {
  await using world = await upgraded();
  await loggedIn(world, walt);
  await new EventShipping(world.keys, pino({ level: "silent" })).ship(world.parts.database);
  const found = await verifyEvents(world.parts.database, world.keys, world.clock.now());
  expect(found).toMatchObject({ fault: null, unlinked: 0 });
  expect(found.linked).toBeGreaterThan(13);
});

test("a backup of version 0.1.0 can be restored in this version", async () => {
  const restored = join(folder, "restored.db");
  await restore(old.file, { database: restored, isReplacing: false, now: Date.UTC(2027, 0, 4, 10) });
  await using world = await upgraded(restored);
  world.clock.turnTo(Date.UTC(2027, 0, 4, 11));
  const browser = await loggedIn(world, ursula);
  const code = codeFor(ursulaSecret, world.clock.now());
  expect(await browser.get(submitPasscode, { ...asUser, body: { code } })).toMatchObject({ at: "signed-in" });
});
