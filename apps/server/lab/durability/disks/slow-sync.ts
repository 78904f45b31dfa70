import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Scene } from "../scene.ts";
import type { Finding, Options } from "../subject.ts";
import { findUntyped, findWaste, latencies } from "./expectations.ts";
import { MemoryWatch } from "./memory.ts";

const delaysMs = [50, 500];
const loadMs = 15_000;
const lanes = 32;
const mostSyncsWaited = 6;
const answerMs = 2000;

/** Makes each sync slow. Several logins share one sync, so the number of logins must still be high. */
export async function slowSync({ folder, say }: Options): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const delayMs of delaysMs) {
    const what = `syncs of ${delayMs} ms`;
    await using scene = await Scene.open({ folder: await mkdtemp(join(folder, "slow-sync-")) });
    const fault = `inject=fdatasync:delay_enter=${delayMs * 1000}`;
    const log = `${scene.town.place}-wal`;
    const wrapper = [
      "strace",
      "-f",
      "--seccomp-bpf",
      "-e",
      "trace=fdatasync",
      "-e",
      fault,
      "-P",
      log,
      "-o",
      "/dev/null",
    ];
    const server = await scene.start({ wrapper });
    using memory = new MemoryWatch(server.pid);
    const load = scene.load(lanes);
    await pause(loadMs);
    await load.stop();
    const { half, most } = latencies(scene.ledger);
    const perSync = scene.ledger.acknowledged / (loadMs / delayMs);
    if (perSync < 1) findings.push(`${what}: only ${perSync.toFixed(2)} acts were acknowledged per sync`);
    if (most > mostSyncsWaited * delayMs + answerMs) findings.push(`${what}: an answer took ${most} ms`);
    findings.push(...findUntyped(what, scene.ledger), ...findWaste(what, memory.most));
    findings.push(...(await scene.verify()));
    await scene.kill(server);
    await scene.start();
    findings.push(...(await scene.verify()));
    say(
      `${what}: ${perSync.toFixed(1)} acts acknowledged per sync; half of the answers within ${half} ms, 99 % within ${most} ms; ` +
        `${Math.round(memory.most)} MB; ${scene.counts()}`,
    );
  }
  return findings;
}
