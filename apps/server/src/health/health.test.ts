import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { dumpOf } from "../../lab/simulation/database-dump.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { buildApp } from "../app.ts";
import { second } from "../core/clock.ts";
import { ReadinessCheck } from "./readiness.ts";

let folder: string;
let world: SimulatedApp;
let isStoreThere: boolean;
const memory = createMemoryStore();
const store: SecureStore = new Proxy(memory, {
  get(target, name: keyof SecureStore) {
    const value = target[name];
    if (typeof value !== "function") return value;
    return (...given: never[]) => {
      if (!isStoreThere) throw new Error("the key store is gone");
      return (value as (...given: never[]) => unknown).apply(target, given);
    };
  },
});

beforeEach(async () => {
  isStoreThere = true;
  folder = await mkdtemp(join(tmpdir(), "sallyport-health-"));
  world = await simulateApp(null, { kept: { file: join(folder, "sallyport.db"), store, lockWaitMs: 50 } });
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function ask(url: string, host = "10.0.0.7:8080") {
  const { statusCode, headers, payload } = await world.app.inject({ url, headers: { host } });
  return { statusCode, caching: headers["cache-control"], body: JSON.parse(payload) as unknown };
}

async function askLater() {
  world.clock.turnTo(world.clock.now() + 2 * second);
  return ask("/health/ready");
}

const answer = (statusCode: number, body: object) => ({ statusCode, caching: "no-store", body });
const allIsWell = { status: "ready", database: "ok", keys: "ok", mail: "unknown" };

test.for(["portal.localhost:8080", "10.0.0.7", "anything.example", ""])(
  "a monitor that calls this server %j learns that it lives and is ready, and nothing more",
  async (host) => {
    expect(await ask("/health/live", host)).toEqual(answer(200, { status: "live" }));
    expect(await ask("/health/ready", host)).toEqual(answer(200, allIsWell));
  },
);

test("only these two addresses answer at an unknown host", async () => {
  for (const url of ["/health", "/health/", "/health/live/", "/health/ready/more", "/api/about"])
    expect((await ask(url)).statusCode).toBe(421);
});

test("a database that can't be written makes the server not ready, and the answer says only which part", async () => {
  await sql`pragma query_only = on`.execute(world.parts.database);
  expect(await ask("/health/ready")).toEqual(
    answer(503, { ...allIsWell, status: "not-ready", database: "failing" }),
  );
  expect((await ask("/health/live")).statusCode).toBe(200);
  await sql`pragma query_only = off`.execute(world.parts.database);
  expect(await askLater()).toEqual(answer(200, allIsWell));
});

test("a database that another process keeps locked makes the server not ready", async () => {
  const other = new SqliteDatabase(join(folder, "sallyport.db"));
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  expect((await ask("/health/ready")).body).toMatchObject({ status: "not-ready", database: "failing" });
  other.exec("rollback");
  expect((await askLater()).body).toEqual(allIsWell);
});

test("a check that takes too long makes the server not ready, and isn't started again while it runs", async () => {
  const file = join(folder, "sallyport.db");
  await using slow = await simulateApp(null, { kept: { file, store, lockWaitMs: 10_000 } });
  const { clock, keys, parts } = slow;
  let writes = 0;
  const database = parts.database.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === "RawNode") writes += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const log = pino({ level: "silent" });
  const { outbox } = parts;
  const readiness = new ReadinessCheck({ database, keys, outbox, clock, log, longestCheckMs: 50 });
  const other = new SqliteDatabase(file);
  onTestFinished(() => void other.close());
  other.exec("begin immediate");
  for (const _ of [1, 2, 3]) {
    expect(await readiness.read()).toMatchObject({ status: "not-ready", database: "failing", keys: "ok" });
    clock.turnTo(clock.now() + 2 * second);
  }
  expect(writes).toBe(1);
  other.exec("rollback");
  await expect
    .poll(() => {
      clock.turnTo(clock.now() + 2 * second);
      return readiness.read();
    })
    .toMatchObject({ status: "ready" });
});

test("a check changes nothing in the database", async () => {
  const before = await dumpOf(world.parts.database);
  await ask("/health/ready");
  expect(await dumpOf(world.parts.database)).toEqual(before);
});

test("a newer key that doesn't open here makes the server not ready, until it opens", async () => {
  await using other = await simulateApp(null, { kept: { file: join(folder, "sallyport.db"), store } });
  await other.keys.rotate();
  isStoreThere = false;
  expect((await ask("/health/ready")).body).toMatchObject({ status: "not-ready", keys: "failing" });
  isStoreThere = true;
  expect((await askLater()).body).toEqual(allIsWell);
});

test("a mail server that fails is said, and makes nothing unready: mails wait for it", async () => {
  const { outbox, database } = world.parts;
  const mail = {
    kind: "letter",
    to: { id: null, email: "ursula@example.com", name: "Ursula" },
    subject: "A letter",
    paragraphs: ["words"],
    ifUnexpected: "Ignore it.",
    reason: "It is a test.",
  };
  const send = async () => {
    await outbox.queue(database, mail, world.clock.now());
    await outbox.deliverDue();
    return ask("/health/ready");
  };
  world.mailServer.isDown = true;
  expect(await send()).toEqual(answer(200, { ...allIsWell, mail: "failing" }));
  world.mailServer.isDown = false;
  expect(await send()).toEqual(answer(200, { ...allIsWell, mail: "ok" }));
});

test("a flood of requests causes one check in two seconds", async () => {
  await ask("/health/ready");
  await sql`pragma query_only = on`.execute(world.parts.database);
  world.clock.turnTo(world.clock.now() + 2 * second - 1);
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask("/health/ready")));
  expect(answers).toEqual(answers.map(() => answer(200, allIsWell)));
  world.clock.turnTo(world.clock.now() + 1);
  expect((await ask("/health/ready")).statusCode).toBe(503);
});

test("a server that stops is not ready from that moment on", async () => {
  await ask("/health/ready");
  world.parts.readiness.stop();
  expect(await ask("/health/ready")).toEqual(answer(503, { ...allIsWell, status: "stopping" }));
  expect((await ask("/health/live")).statusCode).toBe(200);
});

test("the request log has no line about a monitor", async () => {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const config = {
    portalOrigin,
    authenticatorOrigin,
    trustedProxies: [],
    webApps: null,
    hasApiDocs: false,
  };
  const app = await buildApp(config, world.parts, log);
  for (const url of ["/health/live", "/health/ready"]) await app.inject({ url });
  expect(lines).toEqual([]);
  await app.inject({ url: "/api/about", headers: { host: new URL(portalOrigin).host } });
  await app.close();
  expect(lines).not.toEqual([]);
});
