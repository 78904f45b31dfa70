import { mkdtemp, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { freePort } from "../free-port.ts";
import { type Cluster, startCluster } from "../postgres/cluster.ts";
import { percentile } from "../timing/statistics.ts";
import { logIn } from "./errands/users.ts";
import { readConsole, visit } from "./errands/visits.ts";
import { isAcknowledged } from "./ledger.ts";
import { Scene, withDatabase } from "./scene.ts";
import { findGrowth, type Minute, shown } from "./soaking/growth.ts";
import { Inspector } from "./soaking/inspector.ts";
import type { Finding, Options, Subject } from "./subject.ts";

const usualMinutes = 60;
const lanes = 16;
/** A user can log in only once in 30 seconds, so many people are needed. */
const people = 6_000;
const minuteMs = 60_000;
/**
 * The first third of the run is compared with the last third. With fewer minutes, a third would be too short
 * for a useful median.
 */
const fewestMinutes = 6;

export const soak: Subject = async (options) => {
  const findings: Finding[] = [];
  for (const database of options.databases) {
    await using stack = new AsyncDisposableStack();
    const cluster = database === "postgres" ? stack.use(await startCluster({ settings: {} })) : undefined;
    findings.push(...(await soakOn(options, cluster)).map((finding) => `${database}: ${finding}`));
  }
  return findings;
};

async function soakOn(
  { folder, say, minutes: count = usualMinutes }: Options,
  cluster: Cluster | undefined,
): Promise<Finding[]> {
  if (count < fewestMinutes) throw new Error(`A soak of less than ${fewestMinutes} minutes says nothing.`);
  const own = await mkdtemp(join(folder, "soak-"));
  await using scene = await Scene.open({
    folder: own,
    place: await cluster?.newDatabase(),
    people,
    others: 0,
  });
  const port = await freePort();
  const server = await scene.start({ env: Inspector.environment(port) });
  using inspector = await Inspector.open(port);
  let latencies: number[] = [];
  server.door.onAnswer = ({ milliseconds }) => void latencies.push(milliseconds);
  const load = scene.load(lanes, [visit, visit, readConsole, logIn]);
  const minutes: Minute[] = [];
  let cpuMsBefore = 0;
  for (let time = 0; time <= count; time += 1) {
    await pause(minuteMs);
    const p99 = percentile(latencies, 0.99);
    latencies = [];
    const logins = takeLogins(scene);
    const cpuMs = await inspector.valueOf<number>(cpuTime);
    const minute = {
      logins,
      p99,
      cpuMsPerLogin: (cpuMs - cpuMsBefore) / logins,
      heapMb: (await inspector.heapAfterCollection()) / 1024 ** 2,
      residentMb: (await inspector.valueOf<number>("process.memoryUsage().rss")) / 1024 ** 2,
      openFiles: (await readdir(`/proc/${server.pid}/fd`)).length,
      ...(await (cluster ? sizesInPostgres(scene) : sizesOfFiles(scene.town.place))),
    };
    cpuMsBefore = cpuMs;
    const shownValues = Object.entries(minute).map(([name, value]) => `${name} ${shown(value)}`);
    say(`  minute ${time}: ${shownValues.join(", ")}`);
    // The first minute isn't counted, because the server compiles code and fills caches and pools.
    if (time > 0) minutes.push(minute);
  }
  await load.stop();
  say(`  ${scene.counts()}`);
  return [...findGrowth(minutes), ...scene.accidents()];
}

/** Removes finished acts from the ledger. Otherwise this process would need more and more memory. */
function takeLogins({ ledger: { entries } }: Scene): number {
  const running = entries.filter(({ answer }) => answer === null);
  const logins = entries.filter((entry) => entry.act.kind === "login" && isAcknowledged(entry)).length;
  entries.splice(0, entries.length, ...running);
  return logins;
}

/** The processor time of all threads, in milliseconds. */
const cpuTime = "(({ user, system }) => (user + system) / 1000)(process.cpuUsage())";

interface Sizes {
  dataMb: number;
  logMb: number;
}

async function sizesOfFiles(file: string): Promise<Sizes> {
  const [data, log] = await Promise.all([file, `${file}-wal`].map(async (path) => (await stat(path)).size));
  return { dataMb: (data ?? 0) / 1024 ** 2, logMb: (log ?? 0) / 1024 ** 2 };
}

function sizesInPostgres(scene: Scene): Promise<Sizes> {
  return withDatabase(scene.town.place, async (database) => {
    const { rows } = await sql<Sizes>`
      select pg_database_size(current_database()) / 1048576.0 as "dataMb",
        (select sum(size) from pg_ls_waldir()) / 1048576.0 as "logMb"`.execute(database);
    const [sizes] = rows;
    if (!sizes) throw new Error("Postgres tells no sizes.");
    return sizes;
  });
}
