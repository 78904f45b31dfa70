import { median, percentile } from "@sallyport/server/lab/timing/statistics.ts";
import type { RawArgon2id } from "../contenders/peers.ts";
import type { ServerProcess } from "../contenders/server-process.ts";
import { closedLoop, type Work } from "../load/closed-loop.ts";
import { type CpuTime, cpuTimeOf, difference, sumOf } from "../measure/threads.ts";

interface Serving {
  server: ServerProcess;
  port: number;
}

export interface Course {
  name: string;
  servers: readonly [Serving, ...Serving[]];
  lanes: number;
  work: Work;
  counters?: () => Promise<ReadonlyMap<string, number>>;
}

export interface Lap {
  perSecond: number;
  /** The `perSecond` of this lap, divided by the `perSecond` of raw argon2id in the same round. */
  ratio: number;
  cpu: CpuTime;
  p50: number;
  p99: number;
  counted: ReadonlyMap<string, number>;
}

export interface Rounds {
  /** The comparisons per second of raw argon2id in each round. */
  raw: number[];
  laps: Map<string, Lap[]>;
}

export interface RoundOptions {
  rounds: number;
  seconds: number;
  say: (line: string) => void;
}

/** Runs the courses in turn, so a slow phase of the machine slows all courses equally. */
export async function runRounds(
  raw: RawArgon2id,
  courses: readonly Course[],
  { rounds, seconds, say }: RoundOptions,
): Promise<Rounds> {
  const result: Rounds = { raw: [], laps: new Map(courses.map(({ name }) => [name, []])) };
  // The first lap of each course isn't counted, because V8 is still compiling the server's code.
  for (const course of courses) await runLap(course, Math.min(seconds, 3), 1);
  for (let round = 1; round <= rounds; round += 1) {
    const rawPerSecond = await raw.perSecond(seconds);
    result.raw.push(rawPerSecond);
    const shown = [`raw argon2id ${rawPerSecond.toFixed(1)}/s`];
    for (const course of courses) {
      const lap = await runLap(course, seconds, rawPerSecond);
      result.laps.get(course.name)?.push(lap);
      shown.push(`${course.name} ${lap.perSecond.toFixed(1)}`);
    }
    say(`  round ${round} of ${rounds}: ${shown.join(", ")}`);
  }
  return result;
}

async function runLap(
  { servers, lanes, work, counters = () => Promise.resolve(new Map()) }: Course,
  seconds: number,
  rawPerSecond: number,
): Promise<Lap> {
  const pids = await Promise.all(servers.map(({ server }) => server.pid()));
  const ends: { cpu: CpuTime; counters: ReadonlyMap<string, number> }[] = [];
  const atEnds = async () => {
    const cpu = sumOf(await Promise.all(pids.map(cpuTimeOf)));
    ends.push({ cpu, counters: new Map(await counters()) });
  };
  const [first, ...others] = servers;
  const ports = [first.port, ...others.map(({ port }) => port)] as const;
  const { count, seconds: elapsed, latencies } = await closedLoop({ ports, lanes, seconds, work, atEnds });
  const [before, after] = ends;
  if (!before || !after || count === 0) throw new Error("Nothing was done in this round.");
  const { main, hashing, other } = difference(after.cpu, before.cpu);
  const counted = [...after.counters].map(
    ([name, value]) => [name, (value - (before.counters.get(name) ?? 0)) / count] as const,
  );
  return {
    perSecond: count / elapsed,
    ratio: count / elapsed / rawPerSecond,
    cpu: { main: main / count, hashing: hashing / count, other: other / count },
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    counted: new Map(counted),
  };
}

export function medianLap(laps: readonly Lap[]): Omit<Lap, "counted"> {
  const of = (value: (lap: Lap) => number) => median(laps.map(value));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    ratio: of(({ ratio }) => ratio),
    cpu: {
      main: of(({ cpu }) => cpu.main),
      hashing: of(({ cpu }) => cpu.hashing),
      other: of(({ cpu }) => cpu.other),
    },
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
  };
}

export function medianRatio(
  { laps }: Rounds,
  name: string,
  other: string,
  of: (lap: Lap) => number = ({ perSecond }) => perSecond,
): number {
  const others = laps.get(other) ?? [];
  return median(
    (laps.get(name) ?? []).map((lap, index) => {
      const beside = others[index];
      return beside ? of(lap) / of(beside) : Number.NaN;
    }),
  );
}
