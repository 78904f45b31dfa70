import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { startCluster } from "../postgres/cluster.ts";
import { portalOrigin } from "../simulation/browser.ts";
import { addressOf } from "../town.ts";
import { findWaste } from "./disks/expectations.ts";
import { MemoryWatch } from "./disks/memory.ts";
import { Door } from "./door.ts";
import { Scene } from "./scene.ts";
import type { Server } from "./server.ts";
import type { Finding, Subject } from "./subject.ts";
import { recoveryMs, Watch } from "./watch.ts";

const lanes = 16;
const usualHangMs = 60_000;
const lockedMs = 20_000;
const floodOf = 1_500;

export const hung: Subject = async ({ folder, say, minutes }) => {
  await using cluster = await startCluster({ settings: {} });
  const own = await mkdtemp(join(folder, "hung-"));
  const place = await cluster.newDatabase();
  await using scene = await Scene.open({ folder: own, place });
  await using watch = await Watch.start(scene);
  const { server } = watch;
  const findings: Finding[] = [];
  const hang = async () => {
    cluster.pause();
    const flood = floodOn(server);
    await pause(minutes === undefined ? usualHangMs : minutes * 60_000);
    const readiness = watch.readiness;
    cluster.resume();
    if (readiness !== 503) findings.push(`while Postgres hangs, /health/ready said ${readiness}`);
    const { statuses, shown } = await flood;
    const wrong = [...statuses].filter((status) => status !== 503);
    findings.push(...wrong.map((status) => `a flood while Postgres hangs was answered with ${status}`));
    return { readiness, flood: shown };
  };
  const lock = async () => {
    await using _ = await lockTable(place, "accounts");
    await pause(lockedMs);
    return { readiness: watch.readiness, flood: "" };
  };
  for (const [name, fault] of Object.entries({ "Postgres hangs": hang, "a table is locked": lock })) {
    using memory = new MemoryWatch(server.pid);
    const load = scene.load(lanes);
    await pause(5_000);
    const before = memory.most;
    const refusedBefore = scene.ledger.refusals.get("unavailable") ?? 0;
    const { readiness, flood } = await fault();
    const recovery = await recoveryMs(scene, Date.now());
    await load.stop();
    const refused = (scene.ledger.refusals.get("unavailable") ?? 0) - refusedBefore;
    say(`  ${name}: ${refused} refusals; /health/ready ${readiness}; ${recovery} ms to recover; ${flood}`);
    say(`  memory at most ${Math.round(before)} MB before and ${Math.round(memory.most)} MB meanwhile`);
    if (refused === 0) throw new Error("No request was refused.");
    if (recovery === null) findings.push(`${name}: the server didn't recover`);
    findings.push(...findWaste(name, memory.most));
    await pause(4_000);
    if (watch.readiness !== 200) findings.push(`${name}: /health/ready says ${watch.readiness} afterwards`);
    findings.push(...(await scene.verify()));
  }
  findings.push(...(await scene.verifyAtTheEnd()));
  say(`  ${scene.counts()}`);
  say(`  ${await watch.counts()}`);
  return [...findings, ...(await watch.findings())];
};

async function lockTable(place: string, table: string): Promise<AsyncDisposable> {
  const client = new Client({ connectionString: place });
  await client.connect();
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  return { [Symbol.asyncDispose]: () => client.end() };
}

interface Flood {
  statuses: ReadonlySet<number>;
  shown: string;
}

async function floodOn({ door: { port } }: Server): Promise<Flood> {
  // A `Door` has at most 256 connections, so a flood needs several doors.
  const doors = Array.from({ length: Math.ceil(floodOf / 250) }, () => new Door(port));
  const times: number[] = [];
  const statuses = new Set<number>();
  const check = async (door: Door, index: number) => {
    const began = performance.now();
    const { statusCode } = await door.inject({
      method: "GET",
      url: "/api/user/sign-in",
      remoteAddress: addressOf(index),
      headers: { host: new URL(portalOrigin).host },
      cookies: { "__Host-sallyport-user": randomBytes(32).toString("base64url") },
    });
    statuses.add(statusCode);
    times.push(performance.now() - began);
  };
  await Promise.all(doors.flatMap((door) => Array.from({ length: 250 }, (_, index) => check(door, index))));
  for (const door of doors) door[Symbol.dispose]();
  const atOnce = times.filter((milliseconds) => milliseconds < 5_000).length;
  const slowest = Math.round(Math.max(...times));
  const shown = `of ${times.length} at once ${atOnce} were answered within 5 s, the last after ${slowest} ms`;
  return { statuses, shown };
}
