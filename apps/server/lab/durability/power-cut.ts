import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { asOf, type Entry, isAcknowledged } from "./ledger.ts";
import { Disk } from "./power/disk.ts";
import { startAfterCut } from "./power/start-after-cut.ts";
import { readTrace, recording, type Step } from "./power/trace.ts";
import { Scene } from "./scene.ts";
import type { Finding, Options, Subject } from "./subject.ts";

const usualTimes = 48;
const controlTimes = 4;
const loadMs = 12_000;
const lanes = 16;
/** The power cuts begin after this many acknowledged acts. */
const firstActs = 20;

const atOnce = pathToFileURL(join(import.meta.dirname, "power/acknowledge-at-once.mjs")).href;

/**
 * Records every write and sync of a server under load. Then starts a server on the files that survive a power
 * cut. In the control run, the server acknowledges before the sync, so this run must find a loss.
 */
export const powerCut: Subject = async (options) => {
  const { times = usualTimes, say } = options;
  const real = await cut(options, times, {});
  say(`power cut: ${real.counts}`);
  const control = await cut(options, Math.min(times, controlTimes), { NODE_OPTIONS: `--import=${atOnce}` });
  say(
    `control that acknowledges at once: ${control.counts}; ${control.findings.length} losses, for example:`,
  );
  say(`  ${control.findings[0]}`);
  if (control.findings.length > 0) return real.findings;
  return [...real.findings, "the control lost nothing, so this proves nothing"];
};

interface Result {
  findings: Finding[];
  counts: string;
}

async function cut(options: Options, times: number, env: Readonly<Record<string, string>>): Promise<Result> {
  const folder = await mkdtemp(join(options.folder, "power-cut-"));
  await using scene = await Scene.open({ folder });
  const { place } = scene.town;
  const trace = join(folder, "trace");
  const before = new Map([[place, await readFile(place)]]);
  const server = await scene.start({ env, wrapper: recording(trace, [place, `${place}-wal`]) });
  const load = scene.load(lanes);
  await pause(loadMs);
  await scene.kill(server);
  await load.stop();

  const steps = await readTrace(trace);
  await rm(trace);
  const { entries } = scene.ledger;
  const moments = chooseMoments(steps, entries, times);
  const disk = new Disk(before);
  const findings: Finding[] = [];
  let acknowledged = 0;
  for (const [index, step] of steps.entries()) {
    if (moments.has(index)) {
      const known = {
        entries: asOf(entries, step.at),
        mails: scene.mails.filter(({ at }) => at < Math.floor(step.at)),
      };
      acknowledged += known.entries.filter(isAcknowledged).length;
      const found = await startAfterCut(scene, disk, known);
      findings.push(...found.map((finding) => `cut before call ${index} of ${steps.length}: ${finding}`));
    }
    disk.take(step);
  }
  const syncs = steps.filter(({ kind }) => kind === "sync-ends").length;
  const counts = `${steps.length} calls with ${syncs} syncs, ${moments.size} cuts, on average ${Math.round(acknowledged / moments.size)} acknowledged before; ${scene.ledger.counts()}`;
  return { findings, counts };
}

function chooseMoments(steps: readonly Step[], entries: readonly Entry[], times: number): Set<number> {
  const begin = entries.filter(isAcknowledged)[firstActs]?.answer?.at;
  const first = steps.findIndex(({ at }) => begin !== undefined && at > begin);
  if (first < 0) throw new Error("The load was too small for a power cut.");
  const moments = new Set<number>();
  while (moments.size < Math.min(times, steps.length - first)) {
    moments.add(first + Math.floor(Math.random() * (steps.length - first)));
  }
  return moments;
}
