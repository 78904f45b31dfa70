import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import { startCluster } from "@sallyport/server/lab/postgres/cluster.ts";
import { median } from "@sallyport/server/lab/timing/statistics.ts";
import type { Contender } from "../contenders/contender.ts";
import { RawArgon2id, startBetterAuth, startSkeleton } from "../contenders/peers.ts";
import { startSallyportWithPeople } from "../contenders/sallyport.ts";
import { residentMegabytes } from "../measure/memory.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import type { Bound } from "../report/bounds.ts";
import { shown, type Table } from "../report/table.ts";
import { type Course, medianLap, medianRatio, type Rounds, runRounds } from "./rounds.ts";
import type { Findings, Options } from "./subject.ts";
import { syncsPerLogin } from "./syncs.ts";
import { twoProcesses } from "./two-processes.ts";

/**
 * Many people are needed, because a second login from another new browser would mail the person (record 0049).
 */
const peoplePerCore = 10_000;
const lanesOfSallyport = [1, 16, 64] as const;
const lanesOfPeers = 16;

export async function logins(options: Options): Promise<Findings> {
  const { say } = options;
  say("Logins on one core");
  const one = await measureOn(1, options);
  say("Logins on two cores");
  const two = await measureOn(2, options);
  say("Syncs of the disk, counted by strace");
  const syncs = await syncsPerLogin({ ...options, people: peoplePerCore });
  return {
    tables: [one.table, two.table, syncs.table],
    bounds: [
      { what: "logins ÷ raw argon2id, one core", measured: one.best, least: 0.72, aim: 0.78 },
      { what: "logins ÷ raw argon2id, two cores", measured: two.best, least: 0.68, aim: 0.75 },
      ...one.bounds,
      ...syncs.bounds,
    ],
  };
}

export async function postgres(options: Options): Promise<Findings> {
  options.say("Logins on one core, with a Postgres server");
  const { load } = placesFor(1, options.processors);
  // This process first moves to the cores of the load, because Postgres's processes inherit these cores.
  await moveTo(load);
  await using cluster = await startCluster({ settings: {} });
  const { table, best } = await measureOn(1, options, await cluster.newDatabase());
  options.say("Logins on one core, with one process and with two on a Postgres server");
  const two = await twoProcesses(options, { place: await cluster.newDatabase(), people: peoplePerCore });
  return {
    tables: [table, ...two.tables],
    bounds: [
      { what: "logins ÷ raw argon2id, one core, Postgres", measured: best, least: 0.6 },
      ...two.bounds,
    ],
  };
}

interface Measured {
  table: Table;
  /** The best logins per second of Sallyport, divided by the comparisons per second of raw argon2id. */
  best: number;
  bounds: Bound[];
}

/**
 * Measures on SQLite, or on the Postgres database `place`. The peers are measured only on SQLite, the only
 * database that they support here.
 */
async function measureOn(cores: number, options: Options, place?: string): Promise<Measured> {
  const places = placesFor(cores, options.processors);
  await moveTo(places.load);
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(options.folder, "logins-"));
  const mailSink = stack.use(await MailSink.open());
  const raw = stack.use(await RawArgon2id.start(folder, places.server));
  const start = { folder, processors: places.server, people: peoplePerCore * cores };
  const contenders: Contender[] = [];
  const peers = [
    () => startSkeleton(start),
    () => startBetterAuth(start, false),
    () => startBetterAuth(start, true),
  ];
  const sallyport = () => startSallyportWithPeople({ ...start, place }, mailSink);
  for (const begin of [sallyport, ...(place === undefined ? peers : [])]) {
    const contender = await begin();
    stack.use(contender.server);
    contenders.push(contender);
  }
  const memory = () =>
    Promise.all(contenders.map(async ({ server }) => residentMegabytes(await server.pid())));
  const memoryBefore = await memory();
  const rounds = await runRounds(raw, contenders.flatMap(coursesOf), options);
  const memoryAfter = await memory();
  const rows = contenders.flatMap((contender, index) =>
    coursesOf(contender).map(({ name }) => [
      name,
      ...cellsOf(medianLap(rounds.laps.get(name) ?? [])),
      `${shown(memoryBefore[index] ?? Number.NaN)} → ${shown(memoryAfter[index] ?? Number.NaN)}`,
    ]),
  );
  return {
    table: {
      title: `Logins with password and passcode, ${cores === 1 ? "one core" : "two cores"}${place ? ", Postgres" : ""}`,
      note:
        places.load === places.server ? "The load runs on the same cores." : "The load runs on other cores.",
      head: ["", "logins/s", "÷ raw", "main ms", "hash ms", "other ms", "p50 ms", "p99 ms", "MB"],
      rows: [["raw argon2id, nothing else", shown(median(rounds.raw)), "1", "", "", "", "", "", ""], ...rows],
    },
    best: medianLap(rounds.laps.get("Sallyport, c = 16") ?? []).ratio,
    bounds: boundsOf(rounds),
  };
}

function coursesOf({ name, server, port, logIn }: Contender): Course[] {
  const lanes = name === "Sallyport" ? lanesOfSallyport : [lanesOfPeers];
  return lanes.map((count) => ({
    name: `${name}, c = ${count}`,
    servers: [{ server, port }],
    lanes: count,
    work: logIn,
  }));
}

function cellsOf({ perSecond, ratio, cpu, p50, p99 }: ReturnType<typeof medianLap>): string[] {
  return [perSecond, ratio, cpu.main, cpu.hashing, cpu.other, p50, p99].map(shown);
}

function boundsOf(rounds: Rounds): Bound[] {
  const ours = "Sallyport, c = 16";
  const theirs = (pool: string) => medianRatio(rounds, ours, `better-auth, ${pool}, c = ${lanesOfPeers}`);
  const { cpu } = medianLap(rounds.laps.get(ours) ?? []);
  return [
    { what: "logins ÷ better-auth as it comes, one core", measured: theirs("as it comes"), least: 2 },
    { what: "logins ÷ better-auth with its best pool, one core", measured: theirs("best pool"), least: 1.6 },
    {
      what: "logins at c = 64 ÷ at c = 16, one core",
      measured: medianRatio(rounds, "Sallyport, c = 64", ours),
      least: 0.95,
    },
    {
      what: "threads that don't hash, per login, one core",
      measured: cpu.main + cpu.other,
      most: 2.6,
      aim: 2,
      unit: " ms",
    },
  ];
}
