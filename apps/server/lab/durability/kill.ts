import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startCluster } from "../postgres/cluster.ts";
import { Scene } from "./scene.ts";
import type { Finding, Options, Subject } from "./subject.ts";

const usualTimes = 100;
const longestLoadMs = 2000;
const longestFirstActMs = 10_000;

/** Kills the production server at random moments under load. The databases are tested in parallel. */
export const kill: Subject = async (options) => {
  const found = await Promise.all(options.databases.map((database) => killOn(options, database)));
  return found.flat();
};

async function killOn(options: Options, name: Options["databases"][number]): Promise<Finding[]> {
  const { times = usualTimes, say } = options;
  await using stack = new AsyncDisposableStack();
  // Postgres needn't sync, because it keeps running when the server is killed.
  const place = name === "postgres" ? await stack.use(await startCluster()).newDatabase() : undefined;
  const folder = await mkdtemp(join(options.folder, "kill-"));
  await using scene = await Scene.open({ folder, place });
  for (let time = 1; time <= times; time += 1) {
    const server = await scene.start();
    const findings = await scene.verify();
    if (findings.length > 0) return findings.map((finding) => `${name}: ${finding}`);
    const load = scene.load();
    await firstActOf(scene);
    await pause(Math.random() * longestLoadMs);
    await scene.kill(server);
    await load.stop();
    if (time % 10 === 0) say(`  ${name}: killed ${time} times; ${scene.counts()}`);
  }
  await scene.start();
  const findings = await scene.verifyAtTheEnd();
  say(`${name}: killed ${times} times; ${scene.counts()}`);
  return findings.map((finding) => `${name}: ${finding}`);
}

async function firstActOf({ ledger }: Scene): Promise<void> {
  const before = ledger.acknowledged;
  const until = performance.now() + longestFirstActMs;
  while (ledger.acknowledged === before && performance.now() < until) await pause(20);
}
