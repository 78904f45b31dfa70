import { setTimeout as sleep } from "node:timers/promises";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import { type Cluster, startCluster } from "@sallyport/server/lab/postgres/cluster.ts";
import { bigGroup, someUser } from "@sallyport/server/lab/scale/people.ts";
import { percentile } from "@sallyport/server/lab/timing/statistics.ts";
import { startSallyport } from "../contenders/sallyport.ts";
import { Connection } from "../load/connection.ts";
import { headersFor, logInToSallyport, require } from "../load/logins.ts";
import { Rota } from "../load/rota.ts";
import type { LoopDelay } from "../measure/inside.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import type { Bound } from "../report/bounds.ts";
import { shown, type Table } from "../report/table.ts";
import type { Findings, Options } from "./subject.ts";

const users = "/api/admin/users";
const activity = "/api/admin/activity";
const search = (words: string) => `${users}?search=${encodeURIComponent(words)}`;

const groups = "/api/admin/groups";
const ofGroup = `${users}?group=${bigGroup}`;

/** These pages are measured over HTTP. `lab/scale/work.ts` measures similar queries without HTTP. */
const pages: Readonly<Record<string, string>> = {
  "first page of users": users,
  "a page of users in the middle": `${users}?after=${encodeURIComponent("0  lena")}`,
  "users by name, from the end": `${users}?sort=name&order=desc`,
  "users by deadline": `${users}?sort=deadline`,
  "users by last login": `${users}?sort=last-login&order=desc`,
  "newest users": `${users}?sort=created&order=desc`,
  "users without MFA": `${users}?mfa=not-set-up`,
  "users with MFA, by last login": `${users}?mfa=set-up&sort=last-login`,
  "users due this week": `${users}?due=7`,
  "users due on a day": `${users}?dueOn=2027-01-14`,
  "users without a deadline": `${users}?deadline=none`,
  "users that are locked": `${users}?locked=any`,
  "users that are invited": `${users}?state=staged`,
  "users that are suspended": `${users}?state=suspended`,
  "users with undelivered mail": `${users}?mail=undelivered`,
  "users who never logged in": `${users}?login=never`,
  groups: groups,
  "a group": `${groups}/${bigGroup}`,
  "members of a group": ofGroup,
  "members of a group without MFA": `${ofGroup}&mfa=not-set-up`,
  "search in a group": `${ofGroup}&search=ada`,
  "counts of users": "/api/admin/user-counts",
  "deadlines of a month": "/api/admin/enforcement/deadlines",
  "coverage of a quarter": "/api/admin/enforcement/coverage",
  "search for a surname": search("immanuel"),
  "search for a domain": search("@aist"),
  "search for one letter": search("e"),
  "search for two words": search("ada benz"),
  "search for a username": search("user0000042"),
  "search in vain": search("zzz"),
  "search for two frequent words that no user has both": search("@mail @north"),
  administrators: "/api/admin/administrators",
  "first page of activity": activity,
  "a later page of activity": `${activity}?before=500`,
  "activity of a kind": `${activity}?kind=user_login_attempt`,
  "activity of a user": `${activity}?person=${someUser}`,
  "activity of an address": `${activity}?address=192.0.2.1`,
  "failures of a month": `${activity}?outcome=failure&from=2026-01-01T00:00:00.000Z`,
};

/** The bench measures only the request for the second page of each of these lists. */
const nextPages: Readonly<Record<string, string>> = {
  "next page of users": users,
  "next page of users by last login": `${users}?sort=last-login&order=desc`,
  "next page of users without MFA": `${users}?mfa=not-set-up`,
  "next page of users who never logged in": `${users}?login=never`,
  "next page of members": ofGroup,
  "next page of a search": search("ada benz"),
};

/** For each of these downloads, the bench measures the time until the first bytes arrive. */
const downloads: Readonly<Record<string, string>> = {
  "export of users begins": "/api/admin/user-export",
  "export of users without MFA begins": "/api/admin/user-export?mfa=not-set-up",
  "export of activity begins": `${activity}/export`,
};
/** The console is made for organisations of up to this many users. */
const usualOrganisation = 50_000;
const timesPerRound = 40;
const idleSeconds = 20;
const settleSeconds = 15;

interface Measured {
  p50: number;
  p99: number;
}

export async function lists(options: Options): Promise<Findings> {
  options.say("Lists and searches");
  const { tables, bounds } = await listsOn(options);
  options.say("Lists and searches, with a Postgres server");
  // This process first moves to the cores of the load, because Postgres's processes inherit these cores.
  await moveTo(placesFor(1, options.processors).load);
  await using cluster = await startCluster({ settings: {} });
  const others = await listsOn(options, cluster);
  return { tables: [...tables, ...others.tables], bounds: [...bounds, ...others.bounds] };
}

async function listsOn(options: Options, cluster?: Cluster): Promise<Findings> {
  const sizes = [...new Set([1000, usualOrganisation, options.users])].toSorted((one, other) => one - other);
  const times = new Map<number, Map<string, Measured>>();
  const delays = new Map<number, LoopDelay>();
  for (const size of sizes) {
    const { pageTimes, delay } = await measure(size, options, cluster);
    times.set(size, pageTimes);
    delays.set(size, delay);
  }
  const most = Math.max(...sizes);
  const slowestWith = (size: number) =>
    Math.max(...[...(times.get(size)?.values() ?? [])].map(({ p99 }) => p99));
  const on = cluster ? ", Postgres" : "";
  const tables = [pagesTable(sizes, times), delaysTable(sizes, delays)];
  return {
    tables: tables.map((table) => ({ ...table, title: `${table.title}${on}` })),
    bounds: sizes
      .filter((size) => size === usualOrganisation || size === most)
      .flatMap((size) => boundsOf(`${size} users${on}`, slowestWith(size), delays.get(size))),
  };
}

function boundsOf(most: string, slowest: number, delay: LoopDelay | undefined): Bound[] {
  return [
    {
      what: `p99 of the slowest page or search with ${most}`,
      measured: slowest,
      most: 50,
      unit: " ms",
    },
    {
      what: `p99 of the event loop's delay, idle, with ${most}`,
      measured: delay?.p99 ?? Number.NaN,
      most: 20,
      unit: " ms",
    },
  ];
}

async function measure(
  size: number,
  { processors, towns, folder, rounds, say }: Options,
  cluster?: Cluster,
): Promise<{ pageTimes: Map<string, Measured>; delay: LoopDelay }> {
  const places = placesFor(1, processors);
  const town = await towns.of(size, cluster);
  await moveTo(places.load);
  await using mailSink = await MailSink.open();
  const start = { folder, processors: places.server, town, mailSink, isWatchedInside: true };
  const { server, port, origin } = await startSallyport(start);
  await using _ = server;
  await sleep(settleSeconds * 1000);
  await server.message<LoopDelay>({});
  await sleep(idleSeconds * 1000);
  const delay = await server.message<LoopDelay>({});
  using connection = await Connection.open(port);
  const rota = new Rota(town.administrators);
  const cookies = await logInToSallyport(connection, origin, rota, "administrator");
  const headers = headersFor(origin, "10.0.0.1");
  const pageTimes = new Map<string, Measured>();
  const times = timesPerRound * rounds;
  const get = async (path: string) =>
    require(await connection.send({ method: "GET", path, headers, cookies }), '":');
  for (const [name, path] of Object.entries(pages)) pageTimes.set(name, await timed(times, () => get(path)));
  for (const [name, path] of Object.entries(nextPages)) {
    const { next } = JSON.parse((await get(path)).body) as { next: string | null };
    const after = `${path}${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(next ?? "")}`;
    if (next !== null) pageTimes.set(name, await timed(times, () => get(after)));
  }
  for (const [name, path] of Object.entries(downloads)) {
    const runs: number[] = [];
    // An export of all users takes long, so each connection ends after the first bytes.
    for (let run = 0; run < timesPerRound; run += 1) {
      {
        using short = await Connection.open(port);
        runs.push(await short.firstBytes({ method: "GET", path, headers, cookies }));
      }
      // The server still reads a page for the ended connection. It answers this request after that.
      await get(users);
    }
    pageTimes.set(name, measuredIn(runs));
  }
  say(`  ${size} users: idle delay ${shown(delay.p99)} ms (p99); the slowest pages, median and p99 in ms:`);
  for (const [name, { p50, p99 }] of slowestOf(pageTimes)) say(`    ${name}: ${shown(p50)}, ${shown(p99)}`);
  return { pageTimes, delay };
}

function slowestOf(pageTimes: ReadonlyMap<string, Measured>): [string, Measured][] {
  return [...pageTimes].toSorted(([, one], [, other]) => other.p99 - one.p99).slice(0, 8);
}

async function timed(times: number, work: () => Promise<unknown>): Promise<Measured> {
  const runs: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const began = performance.now();
    await work();
    runs.push(performance.now() - began);
  }
  return measuredIn(runs);
}

function measuredIn(runs: number[]): Measured {
  return { p50: percentile(runs, 0.5), p99: percentile(runs, 0.99) };
}

function pagesTable(
  sizes: readonly number[],
  times: ReadonlyMap<number, ReadonlyMap<string, Measured>>,
): Table {
  const [fewest = 0] = sizes;
  return {
    title: "Pages and searches of the console, one core, one request at a time",
    note: "In ms: the median and p99. The last column is the last median divided by the first.",
    head: ["", ...sizes.map((size) => `${size} users`), "×"],
    rows: Object.keys({ ...pages, ...nextPages, ...downloads }).map((name) => {
      const of = (size: number) => times.get(size)?.get(name) ?? { p50: Number.NaN, p99: Number.NaN };
      const cells = sizes.map((size) => `${shown(of(size).p50)}, ${shown(of(size).p99)}`);
      return [name, ...cells, shown(of(sizes.at(-1) ?? 0).p50 / of(fewest).p50)];
    }),
  };
}

function delaysTable(sizes: readonly number[], delays: ReadonlyMap<number, LoopDelay>): Table {
  return {
    title: "How late the event loop is while nothing is asked, in ms",
    note: `Over ${idleSeconds} seconds, so with at least three ticks.`,
    head: ["", "p50", "p99", "most"],
    rows: [...delays].map(([size, { p50, p99, max }]) => [`${size} users`, ...[p50, p99, max].map(shown)]),
  };
}
