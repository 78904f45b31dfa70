import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { disk } from "./disk.ts";
import { hung } from "./hung.ts";
import { kill } from "./kill.ts";
import { postgresKilled } from "./postgres-killed.ts";
import { powerCut } from "./power-cut.ts";
import { soak } from "./soak.ts";
import { standby } from "./standby.ts";
import type { Options, Subject } from "./subject.ts";

// `npm run prove` breaks servers, databases and disks under load, and looks for acknowledged work that was
// lost.
const subjects: Readonly<Record<string, Subject>> = {
  kill,
  "power-cut": powerCut,
  disk,
  "postgres-killed": postgresKilled,
  standby,
  hung,
  soak,
};

const usage = `npm run prove [-- subject …] [--times N] [--minutes N] [--database sqlite|postgres]
The subjects are ${Object.keys(subjects).join(", ")}; without one, all.`;

const folder = await mkdtemp(join(tmpdir(), "sallyport-prove-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

const words = readWords(process.argv.slice(2));
if (words === null) {
  console.error(usage);
  process.exit(2);
}
for (const name of words.chosen) {
  const began = performance.now();
  console.log(`${name}:`);
  const findings = (await subjects[name]?.(words.options)) ?? [];
  for (const finding of findings.slice(0, 50)) console.log(`FOUND: ${finding}`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`${name}: ${findings.length} findings, ${minutes} min`);
  if (findings.length > 0) process.exitCode = 1;
}

function readWords(args: string[]): { chosen: string[]; options: Options } | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { times: { type: "string" }, minutes: { type: "string" }, database: { type: "string" } },
  });
  const [times, minutes] = [values.times, values.minutes].map((text) =>
    text === undefined ? undefined : Number(text),
  );
  const databases = (["sqlite", "postgres"] as const).filter(
    (name) => values.database === undefined || values.database === name,
  );
  const chosen = positionals.length === 0 ? Object.keys(subjects) : positionals;
  const areNumbers = [times, minutes].every((number) => number === undefined || number > 0);
  if (!areNumbers || databases.length === 0 || chosen.some((name) => !Object.hasOwn(subjects, name)))
    return null;
  return { chosen, options: { folder, times, minutes, databases, say: (line) => console.log(line) } };
}
