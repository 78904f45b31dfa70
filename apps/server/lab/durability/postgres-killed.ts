import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startCluster } from "../postgres/cluster.ts";
import { Scene } from "./scene.ts";
import type { Finding, Subject } from "./subject.ts";
import { recoveryMs, Watch } from "./watch.ts";

const usualTimes = 12;
const lanes = 16;
const faults = ["killPostmaster", "killConnection", "kill"] as const;
const longestOutageMs = 4_000;

export const postgresKilled: Subject = async ({ folder, say, times = usualTimes }) => {
  await using cluster = await startCluster({ settings: {} });
  const own = await mkdtemp(join(folder, "postgres-killed-"));
  await using scene = await Scene.open({ folder: own, place: await cluster.newDatabase() });
  await using watch = await Watch.start(scene);
  const recoveries: number[] = [];
  const findings: Finding[] = [];
  for (let time = 0; time < times && findings.length === 0; time += 1) {
    const fault = faults[time % faults.length] ?? "kill";
    const load = scene.load(lanes);
    await pause(1_000 + Math.random() * 2_000);
    await cluster[fault]();
    // After `killConnection`, Postgres restarts by itself.
    if (fault !== "killConnection") {
      await pause(Math.random() * longestOutageMs);
      await cluster.start();
    }
    const recovery = await recoveryMs(scene, Date.now());
    await load.stop();
    if (recovery === null) findings.push(`after ${fault} the server didn't recover`);
    else recoveries.push(recovery);
    findings.push(...(await scene.verify()));
  }
  if (findings.length === 0) findings.push(...(await scene.verifyAtTheEnd()));
  if (!scene.ledger.refusals.has("unavailable")) throw new Error("No request met the outage.");
  say(`  ${recoveries.length} times; ${scene.counts()}`);
  say(`  ${await watch.counts()}; the slowest recovery took ${Math.max(...recoveries)} ms`);
  return [...findings, ...(await watch.findings())];
};
