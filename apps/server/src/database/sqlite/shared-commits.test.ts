import { mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { about } from "@sallyport/contract/about";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { logIn, ursula } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { type Database, openDatabase, type Queryable, untilDurable } from "../database.ts";
import { shareCommits } from "./open-sqlite.ts";
import { NotDurable, type SharedCommits, syncFile } from "./shared-commits.ts";

const patience = { timeout: 15_000, interval: 2 };

class Disk {
  readonly #pending: PromiseWithResolvers<void>[] = [];
  count = 0;
  isPrompt = false;

  readonly sync = async (descriptor: number): Promise<void> => {
    this.count += 1;
    const end = Promise.withResolvers<void>();
    this.#pending.push(end);
    if (this.isPrompt) end.resolve();
    await end.promise;
    await syncFile(descriptor);
  };

  async #next(): Promise<PromiseWithResolvers<void>> {
    for (;;) {
      const next = this.#pending.shift();
      if (next) return next;
      await pause(1);
    }
  }

  async confirm(): Promise<void> {
    (await this.#next()).resolve();
  }

  async fail(): Promise<void> {
    (await this.#next()).reject(Object.assign(new Error("input/output error"), { code: "EIO" }));
  }
}

let folder: string;
let path: string;
let disk: Disk;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-commits-"));
  path = join(folder, "sallyport.db");
  disk = new Disk();
});
afterEach(() => rm(folder, { recursive: true }));

async function share(database: Database): Promise<SharedCommits> {
  const sharing = shareCommits(database, disk.sync);
  await disk.confirm();
  const commits = await sharing;
  disk.count = 0;
  if (!commits) throw new Error("Commits can't be shared here.");
  return commits;
}

async function open(): Promise<{ database: Database; commits: SharedCommits }> {
  const database = await openDatabase(path);
  await sql`create table words (word text not null)`.execute(database);
  return { database, commits: await share(database) };
}

const write = (database: Database, word: string) =>
  database.transaction().execute((tx) => sql`insert into words values (${word})`.execute(tx));
const words = (database: Queryable) => sql`select word from words`.execute(database);
const refusalOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

async function hasEnded(work: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const end = () => void (isOver = true);
  work.then(end, end);
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  return isOver;
}

test("a commit is acknowledged once the disk has confirmed it, and meanwhile others read and write", async () => {
  const { database } = await open();
  const first = write(database, "first");
  expect(await hasEnded(first)).toBe(false);
  const second = sql`insert into words values ('second')`.execute(database);
  expect((await words(database)).rows).toHaveLength(2);
  expect(await hasEnded(second)).toBe(false);
  await disk.confirm();
  await first;
  expect(await hasEnded(second)).toBe(false);
  await disk.confirm();
  await second;
  await database.destroy();
});

test("one sync covers all commits that were made before it began", async () => {
  const { database } = await open();
  const first = write(database, "first");
  await vi.waitFor(() => expect(disk.count).toBe(1), patience);
  const others = Array.from({ length: 40 }, (_, number) => write(database, `word ${number}`));
  expect(await hasEnded(Promise.any(others))).toBe(false);
  await disk.confirm();
  await disk.confirm();
  await Promise.all([first, ...others]);
  expect(disk.count).toBe(2);
  await database.destroy();
});

describe("while other requests are being worked on", () => {
  // With fake timers, a sync waits for more commits until the test runs the timers.
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());

  test("a sync waits a moment for more commits", async () => {
    const { database, commits } = await open();
    commits.knowOpenRequests(() => 6);
    const first = write(database, "first");
    expect(await hasEnded(first)).toBe(false);
    const second = write(database, "second");
    expect(await hasEnded(second)).toBe(false);
    expect(disk.count).toBe(0);
    disk.isPrompt = true;
    vi.runAllTimers();
    await Promise.all([first, second]);
    expect(disk.count).toBe(1);
    await database.destroy();
  });

  test("a sync begins as soon as nearly all of them wait for it", async () => {
    const { database, commits } = await open();
    commits.knowOpenRequests(() => 6);
    disk.isPrompt = true;
    const two = Promise.all([write(database, "first"), write(database, "second")]);
    expect(await hasEnded(two)).toBe(false);
    await Promise.all([two, write(database, "third")]);
    expect(disk.count).toBe(1);
    await database.destroy();
  });

  test("a sync doesn't wait for a few others", async () => {
    const { database, commits } = await open();
    commits.knowOpenRequests(() => 4);
    disk.isPrompt = true;
    await write(database, "alone");
    expect(disk.count).toBe(1);
    await database.destroy();
  });
});

test("what only reads, or changes nothing, causes no sync", async () => {
  const { database } = await open();
  await words(database);
  await database.transaction().execute((tx) => words(tx));
  await untilDurable(database);
  expect(disk.count).toBe(0);
  await database.destroy();
});

test("after a failed sync nothing is acknowledged, read or synced any more", async () => {
  const { database, commits } = await open();
  const refusal = refusalOf(write(database, "first"));
  await disk.fail();
  expect(await refusal).toBeInstanceOf(NotDurable);
  await expect(words(database)).rejects.toThrow(NotDurable);
  await expect(write(database, "second")).rejects.toThrow(NotDurable);
  await expect(untilDurable(database)).rejects.toThrow(NotDurable);
  expect(await commits.failed).toMatchObject({ cause: { code: "EIO" } });
  expect(disk.count).toBe(1);
});

test("a transaction that is open while a sync fails is rolled back", async () => {
  const { database } = await open();
  const refusal = refusalOf(write(database, "first"));
  const second = database.transaction().execute(async (tx) => {
    await sql`insert into words values ('second')`.execute(tx);
    await disk.fail();
    await refusal;
  });
  await expect(second).rejects.toThrow(NotDurable);
});

test("closing waits for an open transaction, whose commit is then synced", async () => {
  const { database, commits } = await open();
  disk.isPrompt = true;
  const failed = vi.fn<() => void>();
  void commits.failed.then(failed);
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const last = database.transaction().execute(async (tx) => {
    await sql`insert into words values ('last')`.execute(tx);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const closing = database.destroy();
  expect(await hasEnded(closing)).toBe(false);
  end.resolve();
  await Promise.all([last, closing]);
  expect(failed).not.toHaveBeenCalled();
  const again = await openDatabase(path);
  expect((await words(again)).rows).toEqual([{ word: "last" }]);
  await again.destroy();
});

test("a commit during the last sync of a database that closes is not called lost", async () => {
  const { database, commits } = await open();
  const failed = vi.fn<() => void>();
  void commits.failed.then(failed);
  const first = write(database, "first");
  await vi.waitFor(() => expect(disk.count).toBe(1), patience);
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const second = database.transaction().execute(async (tx) => {
    await sql`insert into words values ('second')`.execute(tx);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const closing = database.destroy();
  expect(await hasEnded(closing)).toBe(false);
  end.resolve();
  expect(await hasEnded(second)).toBe(false);
  await disk.confirm();
  await first;
  await disk.confirm();
  expect(await Promise.all([refusalOf(first), refusalOf(second), closing])).toEqual([null, null, undefined]);
  expect(failed).not.toHaveBeenCalled();
});

test("a write-ahead log that was replaced counts as a failed sync", async () => {
  const { database } = await open();
  await rename(`${path}-wal`, join(folder, "elsewhere"));
  await writeFile(`${path}-wal`, "");
  const refusal = refusalOf(write(database, "lost"));
  await disk.confirm();
  expect(await refusal).toBeInstanceOf(NotDurable);
});

test("commits share syncs from an empty log on, and SQLite syncs none of them itself", async () => {
  const { database } = await open();
  expect((await sql`pragma synchronous`.execute(database)).rows).toEqual([{ synchronous: 1 }]);
  expect((await stat(`${path}-wal`)).size).toBe(0);
  await database.destroy();
});

test("commits are synced one by one while another process reads an old state, and in memory not at all", async () => {
  const database = await openDatabase(path, { lockWaitMs: 30 });
  await sql`create table words (word text not null)`.execute(database);
  const reader = await openDatabase(path);
  await reader
    .transaction()
    .setAccessMode("read only")
    .execute(async (tx) => {
      await words(tx);
      await write(database, "newer");
      expect(await shareCommits(database, disk.sync)).toBeNull();
    });
  expect((await sql`pragma synchronous`.execute(database)).rows).toEqual([{ synchronous: 2 }]);
  await untilDurable(database);
  await reader.destroy();
  await database.destroy();
  const inMemory = await openDatabase(":memory:");
  expect(await shareCommits(inMemory, disk.sync)).toBeNull();
  await inMemory.destroy();
});

test("what another server has committed, but not synced, is synced here before it is told", async () => {
  const { database } = await open();
  const other = await openDatabase(path);
  const otherDisk = new Disk();
  const sharing = shareCommits(other, otherDisk.sync);
  await otherDisk.confirm();
  await sharing;
  const writing = write(other, "unsynced");
  await vi.waitFor(() => expect(otherDisk.count).toBe(2), patience);
  expect((await words(database)).rows).toHaveLength(1);
  const telling = untilDurable(database);
  expect(await hasEnded(telling)).toBe(false);
  await disk.confirm();
  await telling;
  await untilDurable(database);
  expect(disk.count).toBe(1);
  await otherDisk.confirm();
  await writing;
  await other.destroy();
  await database.destroy();
});

async function simulate(): Promise<SimulatedApp> {
  const world = await simulateApp(null, { kept: { file: path, store: createMemoryStore() } });
  await world.addAccount(ursula);
  await share(world.parts.database);
  return world;
}

test("an answer that only reads is held back while a sync is running", async () => {
  const world = await simulate();
  const reading = () => world.browser().get(about, {});
  await reading();
  const { database } = world.parts;
  const writing = database.updateTable("accounts").set({ name: "Ursula" }).execute();
  await vi.waitFor(() => expect(disk.count).toBe(1), patience);
  const answer = reading();
  expect(await hasEnded(answer)).toBe(false);
  await disk.confirm();
  await Promise.all([answer, writing]);
  await world[Symbol.asyncDispose]();
});

test("after a failed sync a right login is answered with 503 and no cookie, and so is everything after it", async () => {
  const world = await simulate();
  const ask = (url: string, payload?: object) =>
    world.app.inject({
      method: payload ? "POST" : "GET",
      url,
      headers: { host: "portal.localhost:8080", origin: "http://portal.localhost:8080" },
      ...(payload ? { payload } : {}),
    });
  const { login, password } = ursula;
  const loggingIn = ask("/api/user/sign-in/password", { login, password });
  await disk.fail();
  const answers = [await loggingIn, await ask("/api/about"), await ask("/nowhere")];
  for (const { statusCode, cookies, headers, body } of answers) {
    expect({ statusCode, cookies }).toEqual({ statusCode: 503, cookies: [] });
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(JSON.parse(body)).toMatchObject({ code: "unavailable" });
  }
  expect(disk.count).toBe(1);
  await world[Symbol.asyncDispose]();
});

test("a login works while commits share syncs", async () => {
  const world = await simulate();
  disk.isPrompt = true;
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  expect(disk.count).toBeGreaterThan(0);
  await world[Symbol.asyncDispose]();
});
