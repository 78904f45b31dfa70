import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import { median } from "@sallyport/server/lab/timing/statistics.ts";
import { addressOf, buildTown } from "@sallyport/server/lab/town.ts";
import { RawArgon2id } from "../contenders/peers.ts";
import { startSallyport } from "../contenders/sallyport.ts";
import { logInToSallyport } from "../load/logins.ts";
import { Rota } from "../load/rota.ts";
import { PostgresWatch } from "../measure/postgres-watch.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import { shown } from "../report/table.ts";
import { type Course, type Lap, medianLap, medianRatio, runRounds } from "./rounds.ts";
import type { Findings, Options } from "./subject.ts";

const lanes = 16;
const postgresCpu = "processor time of Postgres";
const [one, two] = ["one process", "two processes"] as const;
const fromOneNetwork = ", from one network";

const cpuOf = ({ cpu }: Lap) => cpu.main + cpu.hashing + cpu.other;
const postgresCpuOf = ({ counted }: Lap) => counted.get(postgresCpu) ?? Number.NaN;
/** Servers wait for this lock only if they link events at the same time. */
const activityChain = "activity chain";

/** Returns the mean wait in milliseconds. A median would hide rare waits. */
const waitIn = (laps: readonly Lap[], lock: string) =>
  laps.reduce((sum, { counted }) => sum + (counted.get(lock) ?? 0), 0) / laps.length;

/** Compares two server processes with one, on the same database and core. */
export async function twoProcesses(
  options: Options,
  { place, people }: { place: string; people: number },
): Promise<Findings> {
  const places = placesFor(1, options.processors);
  await moveTo(places.load);
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(options.folder, "two-processes-"));
  const mailSink = stack.use(await MailSink.open());
  const raw = stack.use(await RawArgon2id.start(folder, places.server));
  const town = await buildTown(folder, { people, place });
  const start = async (origin?: string) => {
    const own = await mkdtemp(join(folder, "process-"));
    const sallyport = await startSallyport({
      folder: own,
      processors: places.server,
      town,
      mailSink,
      ...(origin !== undefined && { origin }),
    });
    stack.use(sallyport.server);
    return sallyport;
  };
  const first = await start();
  const second = await start(first.origin);
  const watch = stack.use(await PostgresWatch.open(place));
  const counters = async () => new Map([...watch.waits, [postgresCpu, await watch.cpu()]]);

  const half = Math.ceil(people / 2);
  const coursesFor = (more: string, rota: Rota): Course[] => {
    const work: Course["work"] = (connection) => logInToSallyport(connection, first.origin, rota);
    return [
      { name: `${one}${more}`, servers: [first], lanes, work, counters },
      { name: `${two}${more}`, servers: [first, second], lanes, work, counters },
    ];
  };
  const courses = [
    ...coursesFor("", new Rota(town.people.slice(0, half))),
    ...coursesFor(fromOneNetwork, new Rota(town.people.slice(half), () => addressOf(0))),
  ];
  const measured = await runRounds(raw, courses, options);
  const lapsOf = (name: string) => measured.laps.get(name) ?? [];
  const locks = [...watch.waits.keys()].toSorted();
  const waitForAll = (name: string) =>
    locks.filter((lock) => lock !== activityChain).reduce((sum, lock) => sum + waitIn(lapsOf(name), lock), 0);
  return {
    tables: [
      {
        title: `Logins with one process and with two, one core, Postgres, c = ${lanes}`,
        note: "Processor time is that of all processes together.",
        head: ["", "logins/s", "÷ raw", "main ms", "hash ms", "other ms", "Postgres ms", "p50 ms", "p99 ms"],
        rows: courses.map(({ name }) => {
          const laps = lapsOf(name);
          const { perSecond, ratio, cpu, p50, p99 } = medianLap(laps);
          const postgres = median(laps.map(postgresCpuOf));
          const times = [cpu.main, cpu.hashing, cpu.other, postgres, p50, p99];
          return [name, ...[perSecond, ratio, ...times].map(shown)];
        }),
      },
      {
        title: "Waits for locks of Postgres with one process and with two, in ms per login",
        note: "Connections are looked at every few milliseconds. Only servers that link events wait for the activity chain.",
        head: ["", ...courses.map(({ name }) => name)],
        rows: locks.map((lock) => [lock, ...courses.map(({ name }) => shown(waitIn(lapsOf(name), lock)))]),
      },
    ],
    bounds: [
      {
        what: "processor time per login with two processes ÷ with one",
        measured: medianRatio(measured, two, one, cpuOf),
        most: 1.1,
      },
      {
        what: "processor time of Postgres per login with two processes ÷ with one",
        measured: medianRatio(measured, two, one, postgresCpuOf),
        most: 1.1,
      },
      {
        what: "longer waits of a login for locks with two processes than with one",
        measured: Math.max(0, waitForAll(two) - waitForAll(one)),
        most: 0.1,
        unit: " ms",
      },
    ],
  };
}
