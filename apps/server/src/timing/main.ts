import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  type Asking,
  type Comparison,
  comparisons,
  heldOffEverywhere,
  heldOffFor,
  type ServerName,
  wrongPassword,
} from "./comparisons.ts";
import { type Answer, Measured } from "./measuring.ts";
import { known } from "./people.ts";
import { lineOf, type Result, resultsDocument } from "./results.ts";
import { estimate, median, verdict } from "./statistics.ts";

/**
 * `npm run timing [-- --minutes 10 --write]`: does the time of an answer tell what the answer does not? Compares pairs of
 * requests over many rounds in random order; what must look alike may differ by less than 2 % of the median, with 99 %
 * confidence, and two faults planted on purpose must be seen. With `--write` docs/security/timing.md tells of it.
 */
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, write: { type: "boolean", default: false } },
});
const until = performance.now() + Number(values.minutes) * 60_000;
const tolerated = 0.02;
const roundsAtOnce = 50;
const fewestRounds = 150;
/** What a server still does after such an answer must not be in the time of the next one. */
const breath = 15;

interface Measurement {
  comparison: Comparison;
  one: number[];
  other: number[];
}

const names: readonly ServerName[] = ["as it is", "no-dummy-hash", "slower-for-known"];
await using opened = new AsyncDisposableStack();
const servers = new Map<ServerName, Measured>();
for (const name of names) servers.set(name, opened.use(await Measured.start(name)));

await holdOff();
const measurements: Measurement[] = comparisons.map((comparison) => ({ comparison, one: [], other: [] }));
let rounds = 0;
let results = judge();
do {
  for (let time = 0; time < roundsAtOnce; time++) await measureOnce(rounds++);
  results = judge();
  console.log(`${rounds} rounds, ${results.filter(({ isAsItMust }) => !isAsItMust).length} not settled`);
} while (
  performance.now() < until &&
  (rounds < fewestRounds || results.some(({ isAsItMust }) => !isAsItMust))
);

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
    (["one", "other"] as const).map((side) => ({ measurement, side })),
  );
  const answers = new Map<Measurement, Answer[]>();
  for (const { measurement, side } of shuffled(jobs)) {
    const { comparison } = measurement;
    const asking = comparison[side](round);
    const answer = await ask(comparison.server, asking);
    measurement[side].push(answer.milliseconds);
    answers.set(measurement, [...(answers.get(measurement) ?? []), answer]);
    if (asking.path.endsWith("/password-reset")) await pause(breath);
  }
  for (const [{ comparison }, [first, second]] of answers) {
    if (first?.status === second?.status && first?.body === second?.body) continue;
    throw new Error(`${comparison.name}: the answers themselves differ, ${first?.body} and ${second?.body}`);
  }
}

/** Brings about the two holds that are compared. */
async function holdOff(): Promise<void> {
  for (let time = 0; time < 10; time++) await ask("as it is", wrongPassword(known.heldOff, heldOffFor));
  for (let time = 0; time < 50; time++)
    await ask("as it is", wrongPassword(`person${time}`, heldOffEverywhere));
}

function ask(name: ServerName, asking: Asking): Promise<Answer> {
  const server = servers.get(name);
  if (!server) throw new Error(`There is no server "${name}".`);
  return server.ask(asking);
}

function judge(): Result[] {
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

/** From 0 up to 1, without 1. */
function anyFraction(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
