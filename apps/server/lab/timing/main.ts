import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Asking,
  type Comparison,
  comparisons,
  mostRounds,
  type ServerName,
  waitingEverywhere,
  waitingFor,
  wrongPassword,
} from "./comparisons.ts";
import { type Answer, Measured } from "./measuring.ts";
import { known } from "./people.ts";
import { lineOf, type Result, resultsDocument } from "./results.ts";
import { estimate, median, verdict } from "./statistics.ts";

/**
 * `npm run release-checks -- timing` checks that response times reveal no secrets. Two compared requests must
 * differ by less than 2 % in the median, with 99 % confidence.
 */
process.umask(0o077);
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, write: { type: "boolean", default: false } },
});
const tolerated = 0.02;
const roundsBetweenWords = 50;

interface Measurement {
  comparison: Comparison;
  one: number[];
  other: number[];
}

const names: readonly ServerName[] = ["as it is", "no-dummy-hash", "slower-for-known"];
await using opened = new AsyncDisposableStack();
const servers = new Map<ServerName, Measured>();
for (const name of names) servers.set(name, opened.use(await Measured.start(name)));

await startWaits();
const measurements: Measurement[] = comparisons.map((comparison) => ({ comparison, one: [], other: [] }));
let rounds = 0;
const until = performance.now() + Number(values.minutes) * 60_000;
// The duration is set in advance, because stopping at a good result would bias the result.
while (performance.now() < until && rounds < mostRounds) {
  await measureOnce(rounds++);
  if (rounds % roundsBetweenWords === 0) console.log(`${rounds} rounds`);
}
if (rounds === mostRounds) console.log("Stopped before the time was over: every account has been mailed.");

const results = evaluate();
for (const result of results) console.log(lineOf(result));
if (values.write) {
  const day = new Date().toISOString().slice(0, 10);
  const where = `Node ${process.version}, ${availableParallelism()} cores`;
  writeFileSync(
    join(import.meta.dirname, "../../../../docs/security/timing.md"),
    resultsDocument(results, { day, rounds, where }),
  );
}
process.exitCode = results.every(({ isAsItMust }) => isAsItMust) ? 0 : 1;

async function measureOnce(round: number): Promise<void> {
  const jobs = measurements.flatMap((measurement) =>
    Array.from({ length: measurement.comparison.timesARound }, (_, index) => index).flatMap((index) =>
      (["one", "other"] as const).map((side) => ({ measurement, side, index })),
    ),
  );
  const answers = new Map<Comparison, Set<string>>();
  for (const { measurement, side, index } of shuffled(jobs)) {
    const { comparison } = measurement;
    const time = round * comparison.timesARound + index;
    const { milliseconds, status, body } = await ask(comparison.server, comparison[side](time));
    measurement[side][time] = milliseconds;
    answers.set(comparison, (answers.get(comparison) ?? new Set()).add(`${status} ${body}`));
  }
  for (const [{ name }, different] of answers) {
    if (different.size === 1) continue;
    throw new Error(`${name}: the answers themselves differ, ${[...different].join(" and ")}`);
  }
}

async function startWaits(): Promise<void> {
  for (const address of waitingFor)
    for (let time = 0; time < 10; time++) await ask("as it is", wrongPassword(known.waiting, address));
  for (let time = 0; time < 50; time++)
    await ask("as it is", wrongPassword(`person${time}`, waitingEverywhere));
}

function ask(name: ServerName, asking: Asking): Promise<Answer> {
  const server = servers.get(name);
  if (!server) throw new Error(`There is no server "${name}".`);
  return server.ask(asking);
}

function evaluate(): Result[] {
  return measurements.map(({ comparison, one, other }) => {
    const usual = median(one.length > 0 ? [...one, ...other] : [0]);
    const found = estimate(
      one.map((milliseconds, round) => (other[round] ?? 0) - milliseconds),
      anyFraction,
    );
    const seen = verdict(found, tolerated * usual);
    return {
      comparison,
      usual,
      found,
      seen,
      isAsItMust: seen === (comparison.isDifferent ? "different" : "alike"),
    };
  });
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: anyFraction() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

function anyFraction(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
