import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "../free-port.ts";
import { Processes } from "./processes.ts";
import { newFolder, program } from "./programs.ts";

const run = promisify(execFile);

export interface Cluster extends AsyncDisposable {
  port: number;
  newDatabase: () => Promise<string>;
  command: (sql: string) => Promise<Record<string, unknown>[]>;
  /** Ends all processes at the same time, like a crash of the machine. */
  kill: () => Promise<void>;
  /** Kills only the postmaster. The other processes then end by themselves. */
  killPostmaster: () => Promise<void>;
  /**
   * Kills the process of one connection, as Linux does when memory runs out. The postmaster then ends all other
   * processes.
   */
  killConnection: () => Promise<void>;
  pause: () => void;
  resume: () => void;
  start: () => Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

interface Options {
  settings?: Settings;
}

// Many connections are allowed, because many tests leave a pool of connections open for some seconds.
const fast = { fsync: "off", full_page_writes: "off", autovacuum: "off", max_connections: "500" };

export function startCluster({ settings = fast }: Options = {}): Promise<Cluster> {
  return startOn(settings, async (data) => {
    const initdb = program("initdb");
    const words = "--username sallyport --auth trust --encoding UTF8 --no-locale --no-sync".split(" ");
    await run(initdb.path, ["--pgdata", data, ...words], initdb.options);
  });
}

/** @param fill makes the contents of the data folder */
export async function startOn(settings: Settings, fill: (data: string) => Promise<void>): Promise<Cluster> {
  const folder = await newFolder();
  const data = join(folder, "data");
  const port = await freePort();
  await fill(data);
  const all = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: folder,
    ...settings,
  };
  const words = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const address = (name: string) => `postgres://sallyport@127.0.0.1:${port}/${name}`;

  let server: ChildProcess | undefined;
  const start = async () => {
    const { path, options } = program("postgres");
    server = spawn(path, ["-D", data, ...words], { ...options, stdio: "ignore" });
    await untilReady(address("postgres"), server);
  };
  const processes = () => {
    if (server?.pid === undefined) throw new Error("The Postgres server has no process.");
    return new Processes(server.pid);
  };
  const isRunning = () => server !== undefined && server.exitCode === null && server.signalCode === null;
  const ended = async (work: () => void | Promise<void>) => {
    if (!server || !isRunning()) return;
    const exit = once(server, "exit");
    await work();
    await exit;
  };
  const end = (signal: "SIGINT" | "SIGQUIT") => {
    // A paused server must resume first, because it can't react to a signal.
    processes().resume();
    server?.kill(signal);
  };
  const endAtExit = () => {
    if (isRunning()) end("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", endAtExit);
  await start();
  return {
    port,
    start,
    command: (sql) => command(address("postgres"), sql),
    newDatabase: async () => {
      const name = `t${randomUUID().replaceAll("-", "")}`;
      await command(address("postgres"), `create database ${name}`);
      return address(name);
    },
    kill: () => ended(() => processes().kill()),
    killPostmaster: () => ended(() => processes().killPostmaster()),
    killConnection: async () => {
      const connections = await command(address("postgres"), connectionsOfServers);
      const pid = connections[0]?.["pid"];
      if (typeof pid === "number") process.kill(pid, "SIGKILL");
    },
    pause: () => processes().pause(),
    resume: () => processes().resume(),
    [Symbol.asyncDispose]: async () => {
      process.off("exit", endAtExit);
      await ended(() => end("SIGINT"));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const connectionsOfServers = `select pid from pg_stat_activity
  where application_name like 'sallyport%' order by xact_start nulls last`;

async function untilReady(address: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`Postgres ended with ${server.exitCode} as it started.`);
    try {
      await command(address, "select 1");
      return;
    } catch {
      await pause(20);
    }
  }
}

async function command(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: address });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
