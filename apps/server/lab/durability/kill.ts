import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startCluster } from "../postgres/cluster.ts";
import { Scene } from "./scene.ts";
import type { Finding, Options, Subject } from "./subject.ts";

const usualTimes = 100;
const longestLoadMs = 3000;

/** Ends the production server with SIGKILL, at random moments under load, on each database. */
export const kill: Subject = async (options) => {
  const findings: Finding[] = [];
  for (const database of options.databases) {
    await using stack = new AsyncDisposableStack();
    // A killed server leaves the database process running, so Postgres needn't sync here.
    const place = database === "postgres" ? await stack.use(await startCluster()).newDatabase() : undefined;
    findings.push(...(await killOn(options, place)).map((finding) => `${database}: ${finding}`));
  }
  return findings;
};

async function killOn(options: Options, place: string | undefined): Promise<Finding[]> {
  const { times = usualTimes, say } = options;
  const name = place === undefined ? "SQLite" : "Postgres";
  const folder = await mkdtemp(join(options.folder, "kill-"));
  await using scene = await Scene.open({ folder, place });
  for (let time = 1; time <= times; time += 1) {
    const server = await scene.start();
    const findings = await scene.verify();
    if (findings.length > 0) return findings;
    const load = scene.load();
    await pause(Math.random() * longestLoadMs);
    await scene.kill(server);
    await load.stop();
    if (time % 10 === 0) say(`  ${name}: killed ${time} times; ${scene.counts()}`);
  }
  await scene.start();
  const findings = await scene.verifyAtTheEnd();
  say(`${name}: killed ${times} times; ${scene.counts()}`);
  return findings;
}
