import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { about } from "@sallyport/contract/about";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { logIn, ursula } from "../../../lab/simulation/people.ts";
import { simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { type Database, openDatabase } from "../database.ts";
import type { SqliteOptions } from "./immediate-sqlite.ts";

const holder = `
  import SqliteDatabase from "better-sqlite3";
  new SqliteDatabase(process.argv[1]).exec("begin immediate");
  console.log("locked");
  setInterval(() => {}, 1000);`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-locked-"));
  path = join(folder, "sallyport.db");
});
afterEach(() => rm(folder, { recursive: true }));

async function open(options?: SqliteOptions): Promise<Database> {
  const database = await openDatabase(path, options);
  onTestFinished(() => database.destroy());
  await sql`create table if not exists words (word text not null)`.execute(database);
  return database;
}

const write = (to: Pick<Database, "executeQuery">, word: string) =>
  sql`insert into words values (${word})`.execute(to as Database);
const words = async (database: Database) =>
  (await sql<{ word: string }>`select word from words`.execute(database)).rows.map(({ word }) => word);

async function lockElsewhere(): Promise<() => Promise<void>> {
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "--eval", holder, path], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  if (child.stdout) await once(child.stdout, "data");
  return async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
}

function lock(): SqliteDatabase.Database {
  const other = new SqliteDatabase(path, { timeout: 0 });
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  return other;
}

test("while another process writes, reads are answered, and what wants to write waits without stopping the thread", async () => {
  const database = await open();
  const unlock = await lockElsewhere();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const inTransaction = database.transaction().execute((tx) => write(tx, "first"));
  const alone = write(database, "second");
  for (let read = 0; read < 20; read++) expect(await words(database)).toEqual([]);
  await unlock();
  await Promise.all([inTransaction, alone]);
  delay.disable();
  expect(await words(database)).toEqual(["first", "second"]);
  // If SQLite itself waited for the lock, it would stop the thread for seconds.
  expect(delay.max / 1e6).toBeLessThan(2000);
});

test("what waits for the lock goes ahead in order", async () => {
  const database = await open();
  const other = lock();
  const waiting = ["a", "b", "c", "d"].map((word) => write(database, word));
  await words(database);
  other.exec("rollback");
  await Promise.all(waiting);
  expect(await words(database)).toEqual(["a", "b", "c", "d"]);
});

test("a write that has waited long enough is given up, and the next one works", async () => {
  const database = await open({ lockWaitMs: 30 });
  const other = lock();
  const isLocked = { code: "SQLITE_BUSY" };
  const inTransaction = database.transaction().execute((tx) => write(tx, "lost"));
  await Promise.all([
    expect(inTransaction).rejects.toMatchObject(isLocked),
    expect(write(database, "lost too")).rejects.toMatchObject(isLocked),
  ]);
  other.exec("rollback");
  await write(database, "kept");
  expect(await words(database)).toEqual(["kept"]);
});

test("a read waits for an open transaction of this process, and never sees what is rolled back", async () => {
  const database = await open();
  let seen: Promise<string[]> | undefined;
  const failing = database.transaction().execute(async (tx) => {
    await write(tx, "unwritten");
    seen = words(database);
    await new Promise(setImmediate);
    throw new Error("changed its mind");
  });
  await expect(failing).rejects.toThrow("changed its mind");
  expect(await seen).toEqual([]);
});

test("a login that meets the lock for too long is answered with 503, when to try again, and no cookie", async () => {
  const world = await simulateApp(null, {
    kept: { file: path, store: createMemoryStore(), lockWaitMs: 30 },
  });
  await world.addAccount(ursula);
  const other = lock();
  const browser = world.browser();
  const body = { login: ursula.login, password: ursula.password };
  const { statusCode, headers, cookies } = await world.app.inject({
    method: "POST",
    url: "/api/user/sign-in/password",
    headers: { host: "portal.localhost:8080", origin: "http://portal.localhost:8080" },
    payload: body,
  });
  expect({ statusCode, cookies }).toEqual({ statusCode: 503, cookies: [] });
  expect(headers["retry-after"]).toBe("5");
  await browser.get(about, {});
  other.exec("rollback");
  const { database } = world.parts;
  expect(await database.selectFrom("sessions").selectAll().execute()).toEqual([]);
  expect(await logIn(browser, ursula)).toMatchObject({ at: "signed-in" });
  await world[Symbol.asyncDispose]();
});
