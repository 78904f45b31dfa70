import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { logIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { record } from "../activity/activity.ts";
import type { Database } from "./database.ts";
import { databaseTrouble } from "./trouble.ts";

let folder: string;
let world: SimulatedApp;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-trouble-"));
  world = await simulateApp(null, {
    kept: { file: join(folder, "sallyport.db"), store: createMemoryStore() },
  });
  ({ database } = world.parts);
  await world.addAccount(ursula);
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const pragma = async (words: string) => (await sql.raw(`pragma ${words}`).execute(database)).rows[0] ?? {};

/** Limits the database to its current size, which has the effect of a full disk. */
async function fill(): Promise<void> {
  const [pages] = Object.values(await pragma("page_count"));
  await pragma(`max_page_count = ${String(pages)}`);
}

async function writeMuch(): Promise<void> {
  await database.transaction().execute(async (tx) => {
    for (let time = 0; time < 2000; time++) {
      await record(tx, {
        at: time,
        kind: "user_update",
        actor: null,
        address: null,
        detail: "x".repeat(1000),
      });
    }
  });
}

test("the first error of a transaction survives when SQLite has rolled back by itself", async () => {
  await fill();
  const error = await writeMuch().catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: "SQLITE_FULL" });
  expect(databaseTrouble(error)).toMatch(/^The disk that holds the database is full\..*\(SQLITE_FULL\)$/);
  await pragma("max_page_count = 1000000");
  await writeMuch();
});

test("on a full disk a request is answered with 503, and again as usual once there is room", async () => {
  await fill();
  await writeMuch().catch(() => {});
  const logInUntilFull = async () => {
    for (let time = 0; time < 200; time++) await logIn(world.browser(), ursula);
  };
  await expect(logInUntilFull()).rejects.toThrow("unavailable");
  await pragma("max_page_count = 1000000");
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});

test("a database that became read-only refuses what writes with 503", async () => {
  await pragma("query_only = on");
  await expect(logIn(world.browser(), ursula)).rejects.toThrow("unavailable");
});

test.for([
  ["SQLITE_FULL", true],
  ["SQLITE_IOERR", true],
  ["SQLITE_IOERR_WRITE", true],
  ["SQLITE_READONLY", true],
  ["SQLITE_READONLY_DBMOVED", true],
  ["SQLITE_CANTOPEN", true],
  ["SQLITE_BUSY_SNAPSHOT", true],
  ["SQLITE_CONSTRAINT_UNIQUE", false],
  ["SQLITE_FULLNESS", false],
  ["SQLITE_ERROR", false],
] as const)("%s is a trouble of the database's surroundings: %s", ([code, isTrouble]) => {
  const error = Object.assign(new Error("it failed"), { code });
  expect(databaseTrouble(error) !== null).toBe(isTrouble);
  expect(databaseTrouble(new Error("it could not be done", { cause: error })) !== null).toBe(isTrouble);
});

test("what is not an error is no trouble", () => {
  expect(databaseTrouble("SQLITE_FULL")).toBeNull();
  expect(databaseTrouble(new Error("SQLITE_FULL"))).toBeNull();
});
