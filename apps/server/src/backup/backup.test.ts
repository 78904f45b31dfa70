import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, codeFor, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { beginRecord, EventShipping } from "../activity/shipping.ts";
import { verifyEvents } from "../activity/verification.ts";
import { minute } from "../core/clock.ts";
import { openDatabase } from "../database/database.ts";
import { checkpoint } from "../database/sqlite/open-sqlite.ts";
import { backUp } from "./backup.ts";
import { RefusedFile } from "./refused-file.ts";
import { restore } from "./restore.ts";

const store = createMemoryStore();
let folder: string;
let live: string;
let backup: string;
let fresh: string;
let world: SimulatedApp;

const simulate = (file: string) => simulateApp(null, { kept: { file, store } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-backup-"));
  [live, backup] = [join(folder, "sallyport.db"), join(folder, "backup.db")];
  await mkdir(join(folder, "fresh"));
  fresh = join(folder, "fresh", "sallyport.db");
  world = await simulate(live);
  await beginRecord(world.parts.database, world.keys);
  await world.addAccount(ursula);
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const into = (database: string, isReplacing = false) => ({ database, isReplacing, now: world.clock.now() });
async function proveAndAddApp(person: Browser): Promise<void> {
  const { secret } = await person.get(security.beginApp, asUser);
  const code = codeFor(secret, world.clock.now());
  await person.get(security.confirmApp, { ...asUser, body: { code, name: "Phone" } });
}

const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe("a backup of a running server", () => {
  test("restored in a fresh folder has its accounts, factors and events, and none of its sessions", async () => {
    const person = await loggedIn(world, ursula);
    await world.addAccount({ ...ursula, login: "walt" });
    expect((await backUp(live, backup)).data).toMatchObject({ file: backup, accounts: 2 });
    expect((await restore(backup, into(fresh))).data).toMatchObject({
      database: fresh,
      accounts: 2,
      aside: null,
    });
    expect([await mode(backup), await mode(fresh)]).toEqual(["600", "600"]);
    await using restored = await simulate(fresh);
    expect(await restored.parts.database.selectFrom("sessions").selectAll().execute()).toEqual([]);
    expect(await logIn(restored.browser(), ursula)).toMatchObject({ at: "signed-in" });
    expect(await person.get(contract.whereAmI, asUser)).toMatchObject({ at: "signed-in" });
    const kinds = await restored.parts.database.selectFrom("audit_events").select("kind").execute();
    expect(kinds.map(({ kind }) => kind)).toContain("database_restored");
  });

  test("has no session's token, no link and no mail that waits once it is restored", async () => {
    await world.browser().get(contract.whereAmI, asUser);
    const tables = [
      "invitations",
      "webauthn_challenges",
      "known_browsers",
      "first_administrator_links",
    ] as const;
    const { id } = await world.parts.database.selectFrom("accounts").select("id").executeTakeFirstOrThrow();
    const { database } = world.parts;
    await database
      .insertInto("invitations")
      .values({ token_hash: Buffer.alloc(32), account_id: id, expires_at: 9e15 })
      .execute();
    await database
      .insertInto("first_administrator_links")
      .values({ token_hash: Buffer.alloc(32), expires_at: 9e15 })
      .execute();
    await backUp(live, backup);
    await restore(backup, into(fresh));
    const restored = await openDatabase(fresh);
    for (const table of tables) expect(await restored.selectFrom(table).selectAll().execute()).toEqual([]);
    await restored.destroy();
  });

  test("accepts no code that was used after the backup, and keeps every factor", async () => {
    const person = await loggedIn(world, ursula);
    await proveAndAddApp(person);
    await backUp(live, backup);
    await world.pass(minute);
    await restore(backup, into(fresh));
    const restored = await openDatabase(fresh);
    const apps = await restored.selectFrom("totp_factors").select(["state", "last_step"]).execute();
    const current = Math.floor(world.clock.now() / 30_000);
    expect(apps).toEqual([{ state: "confirmed", last_step: current }]);
    await restored.destroy();
  });

  test("keeps a record of activity that verifies once a server has linked what was not linked yet", async () => {
    await loggedIn(world, ursula);
    await new EventShipping(world.keys, world.app.log).ship(world.parts.database);
    await backUp(live, backup);
    await restore(backup, into(fresh));
    await using restored = await simulate(fresh);
    const { database, clock } = restored.parts;
    await new EventShipping(restored.keys, restored.app.log).ship(database);
    expect(await verifyEvents(database, restored.keys, clock.now())).toMatchObject({
      fault: null,
      unlinked: 0,
    });
  });
});

describe("a backup is refused, and nothing is left behind,", () => {
  test.for<[where: string, file: () => string, reason: RegExp]>([
    ["over a file that is there", () => join(folder, "sallyport.db"), /is there already/],
    ["in a folder that is missing", () => join(folder, "none", "backup.db"), /no such file or folder/],
    ["in the place of a folder", () => folder, /is there already/],
    ["below a file", () => join(folder, "sallyport.db", "backup.db"), /its folder is a file/],
  ])("%s", async ([, file, reason]) => {
    const before = await readdir(folder);
    await expect(backUp(live, file())).rejects.toThrow(reason);
    expect(await readdir(folder)).toEqual(before);
  });

  test("on a disk that takes no more", async () => {
    const before = await readdir(folder);
    const entry = join(import.meta.dirname, "command/main.ts");
    const limited = `trap '' XFSZ; ulimit -f 16; exec "$0" "${entry}" backup "${backup}"`;
    const { stderr } = await promisify(execFile)("sh", ["-c", limited, process.execPath], {
      env: { PATH: process.env["PATH"], DATABASE: live },
    }).catch((error: unknown) => error as { stderr: string });
    expect(stderr).toMatch(/^The disk that holds the database .*\(SQLITE_(FULL|IOERR_WRITE)\)\n$/);
    expect(await readdir(folder)).toEqual(before);
  });

  test("of a file that is not Sallyport's, and of none", async () => {
    const other = join(folder, "other.db");
    await writeFile(other, "these are notes, and not a database at all".repeat(99));
    const before = await readdir(folder);
    await expect(backUp(other, backup)).rejects.toThrow(/isn't a database of Sallyport/);
    await expect(backUp(join(folder, "none.db"), backup)).rejects.toThrow(/^DATABASE: There is no file/);
    await expect(backUp(":memory:", backup)).rejects.toThrow(/^DATABASE: /);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe("a restore is refused, and nothing is changed,", () => {
  beforeEach(async () => void (await backUp(live, backup)));

  test("over a database on which a server runs", async () => {
    await expect(restore(backup, into(live))).rejects.toThrow(/--replace/);
    await expect(restore(backup, into(live, true))).rejects.toThrow(/^A server or a command is running on /);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });

  test("over a database, or what SQLite left beside one, without being told", async () => {
    await writeFile(`${fresh}-wal`, "left over");
    await expect(restore(backup, into(fresh))).rejects.toThrow(/-wal is there already/);
    expect(await readdir(join(folder, "fresh"))).toEqual(["sallyport.db-wal"]);
  });

  test("of a file that is missing, damaged, something else or newer", async () => {
    const bad = join(folder, "bad.db");
    await expect(restore(bad, into(fresh))).rejects.toThrow(RefusedFile);
    await expect(restore(folder, into(fresh))).rejects.toThrow(/it isn't a file/);
    await writeFile(bad, "not a database".repeat(500));
    await expect(restore(bad, into(fresh))).rejects.toThrow(/isn't a database of Sallyport/);
    const bytes = await readFile(backup);
    await writeFile(bad, bytes.subarray(0, bytes.length / 2));
    await expect(restore(bad, into(fresh))).rejects.toThrow(/is damaged/);
    await copyFile(backup, bad);
    const newer = await openDatabase(bad);
    const migrations = newer.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
    await migrations.insertInto("kysely_migration").values({ name: "9999-later", timestamp: "" }).execute();
    await newer.destroy();
    await expect(restore(bad, into(fresh))).rejects.toThrow(/newer version/);
    expect(await readdir(join(folder, "fresh"))).toEqual([]);
  });
});

test("told to, a restore moves the database aside and leaves the backup as it is", async () => {
  await backUp(live, backup);
  const bytes = await readFile(backup);
  const old = await openDatabase(fresh);
  await old.destroy();
  const { data } = await restore(backup, into(fresh, true));
  expect(await readFile(backup)).toEqual(bytes);
  expect((await readdir(join(folder, "fresh"))).toSorted()).toEqual([
    "sallyport.db",
    String(data["aside"]).slice(join(folder, "fresh/").length),
  ]);
});

test("a copy of the main file alone has what was there at the last checkpoint", async () => {
  await checkpoint(world.parts.database);
  await copyFile(live, fresh);
  const copy = await openDatabase(fresh);
  expect(await copy.selectFrom("accounts").select("username").execute()).toEqual([{ username: "ursula" }]);
  await copy.destroy();
});
