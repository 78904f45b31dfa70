import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { openDatabase } from "../../src/database/database.ts";
import { Keys } from "../../src/keys/keys.ts";
import { generatePeople } from "./people.ts";
import { growingStatements, StatementRecorder } from "./statements.ts";
import { workThatMustNotGrow } from "./work.ts";

// `npm run release-checks -- scale` finds work that takes much longer on a large database. The command also
// finds statements that read or sort a whole table.

const { values } = parseArgs({ options: { users: { type: "string", default: "1000000" } } });
const users = Number(values.users);
const fewUsers = 1000;

const mostTimesLonger = 10;
const alwaysFastEnoughMs = 50;

interface Measured {
  milliseconds: Map<string, number>;
  growing: Awaited<ReturnType<typeof growingStatements>>;
}

async function measure(folder: string, count: number): Promise<Measured> {
  const database = await openDatabase(join(folder, `${count}.db`));
  const keys = await Keys.openOrInit(database, createMemoryStore());
  const began = performance.now();
  await generatePeople(database, count);
  console.log(`${count} users generated in ${Math.round((performance.now() - began) / 1000)} s`);
  const recorder = new StatementRecorder();
  const milliseconds = new Map<string, number>();
  for (const [name, work] of Object.entries(workThatMustNotGrow(database.withPlugin(recorder), keys))) {
    await work();
    const runs: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const start = performance.now();
      await work();
      runs.push(performance.now() - start);
    }
    milliseconds.set(name, Math.min(...runs));
  }
  const growing = await growingStatements(database, recorder);
  await database.destroy();
  return { milliseconds, growing };
}

const folder = await mkdtemp(join(tmpdir(), "sallyport-scale-"));
try {
  const few = await measure(folder, fewUsers);
  const many = await measure(folder, users);
  const tooSlow: string[] = [];
  for (const [name, milliseconds] of many.milliseconds) {
    const before = few.milliseconds.get(name) ?? 0;
    const isTooSlow = milliseconds > alwaysFastEnoughMs && milliseconds > before * mostTimesLonger;
    if (isTooSlow) tooSlow.push(name);
    const mark = isTooSlow ? "  TOO SLOW" : "";
    console.log(
      `${milliseconds.toFixed(1).padStart(8)} ms, with ${fewUsers} users ${before.toFixed(1)} ms: ${name}${mark}`,
    );
  }
  for (const { statement, because } of many.growing) console.log(`${because}: ${statement}`);
  process.exitCode = tooSlow.length === 0 && many.growing.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}
