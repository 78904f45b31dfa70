import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Cluster, startCluster } from "../postgres/cluster.ts";
import { Relay } from "../postgres/relay.ts";
import { type Standby, startStandby } from "../postgres/standby.ts";
import { isAcknowledged } from "./ledger.ts";
import { Scene } from "./scene.ts";
import type { Finding, Subject } from "./subject.ts";
import { recoveryMs, Watch } from "./watch.ts";

const usualTimes = 5;
const lanes = 16;
const stallMs = 20_000;

/**
 * Kills a primary under load and promotes its synchronous standby. The database's address then leads to the
 * standby. In the control run, the standby is paused, so the primary must not acknowledge anything.
 */
export const standby: Subject = async ({ folder, say, times = usualTimes }) => {
  await using stack = new AsyncDisposableStack();
  let primary: Cluster = stack.use(await startCluster({ settings: {} }));
  const relay = stack.use(await Relay.to(primary.port));
  const place = new URL(await primary.newDatabase());
  place.port = `${relay.port}`;
  const own = await mkdtemp(join(folder, "standby-"));
  const scene = stack.use(await Scene.open({ folder: own, place: place.href }));
  const watch = stack.use(await Watch.start(scene));
  const recoveries: number[] = [];
  const findings: Finding[] = [];
  for (let time = 0; time < times && findings.length === 0; time += 1) {
    const next = stack.use(await startStandby(primary));
    if (time === 0) findings.push(...(await stalls(scene, next, say)));
    const load = scene.load(lanes);
    await pause(2_000 + Math.random() * 2_000);
    await primary.kill();
    const killedAt = Date.now();
    await next.promote();
    relay.turnTo(next.port);
    const recovery = await recoveryMs(scene, killedAt);
    await pause(1_000);
    await load.stop();
    if (recovery === null) findings.push("the server didn't recover");
    else recoveries.push(recovery);
    findings.push(...(await scene.verify()));
    primary = next;
  }
  if (findings.length === 0) findings.push(...(await scene.verifyAtTheEnd()));
  say(`  ${recoveries.length} times; ${scene.counts()}`);
  say(`  ${await watch.counts()}; first acknowledged ${recoveries.join(", ")} ms after the kill`);
  return [...findings, ...(await watch.findings())];
};

async function stalls(scene: Scene, paused: Standby, say: (line: string) => void): Promise<Finding[]> {
  const load = scene.load(lanes);
  await pause(2_000);
  paused.pause();
  const pausedAt = Date.now();
  await pause(stallMs);
  const resumedAt = Date.now();
  paused.resume();
  const recovery = await recoveryMs(scene, resumedAt);
  await load.stop();
  const since = scene.ledger.entries.filter(({ sentAt }) => sentAt >= pausedAt && sentAt < resumedAt);
  const early = since.filter((entry) => isAcknowledged(entry) && (entry.answer?.at ?? 0) < resumedAt);
  say(
    `  paused for ${stallMs} ms: ${early.length} of ${since.length} acts acknowledged; ${recovery} ms to recover`,
  );
  return [
    ...early.map(({ act }) => `acknowledged while the standby was paused: ${JSON.stringify(act)}`),
    ...(recovery === null ? ["the server didn't recover after the standby was paused"] : []),
  ];
}
