import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Disk } from "../power/disk.ts";
import { startAfterCut } from "../power/start-after-cut.ts";
import { readTrace, recording } from "../power/trace.ts";
import { Scene } from "../scene.ts";
import type { Finding, Options } from "../subject.ts";
import { findUntyped } from "./expectations.ts";

const usualTimes = 10;
const earliestSync = 20;
const latestSync = 80;
const longestEndMs = 60_000;

export async function failingSync({ folder, times = usualTimes, say }: Options): Promise<Finding[]> {
  const findings: Finding[] = [];
  let total = 0;
  let refused = 0;
  for (let time = 0; time < times; time += 1) {
    const own = await mkdtemp(join(folder, "failing-sync-"));
    await using scene = await Scene.open({ folder: own, people: 400, others: 200 });
    const { place } = scene.town;
    const trace = join(own, "trace");
    const when = earliestSync + Math.floor(Math.random() * (latestSync - earliestSync));
    const fault = `fdatasync:error=EIO:when=${when}`;
    const before = new Map([[place, await readFile(place)]]);
    const server = await scene.start({ wrapper: recording(trace, [place, `${place}-wal`], [fault]) });
    const load = scene.load(16);
    const code = await Promise.race([
      server.end(),
      new Promise<"runs">((resolve) => setTimeout(resolve, longestEndMs, "runs").unref()),
    ]);
    if (code !== 1) findings.push(`failing sync: the server ended with ${code}, not with 1`);
    await scene.kill(server);
    await load.stop();
    if (!server.log.includes("the disk did not confirm"))
      findings.push("failing sync: the log doesn't say so");

    total += scene.ledger.acknowledged;
    refused += scene.ledger.refusals.get("unavailable") ?? 0;
    findings.push(...findUntyped("failing sync", scene.ledger));

    const disk = new Disk(before);
    for (const step of await readTrace(trace)) disk.take(step);
    await rm(trace);
    findings.push(
      ...(await startAfterCut(scene, disk, { entries: scene.ledger.entries, mails: scene.mails })),
    );
    await scene.start();
    findings.push(...(await scene.verify()));
  }
  say(`failing sync: ${times} times; ${total} acknowledged, ${refused} refused with 503 and a problem`);
  return findings;
}
