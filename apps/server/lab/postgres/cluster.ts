import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chownSync, globSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "../free-port.ts";

const run = promisify(execFile);

/** Postgres refuses to run as root, so root starts it as a user without rights. */
const unprivileged = 65_534;
const runsAsRoot = process.getuid?.() === 0;
const asUnprivileged = runsAsRoot ? { uid: unprivileged, gid: unprivileged } : {};

/** A Postgres server with its own folder and its own port. */
export interface Cluster extends AsyncDisposable {
  port: number;
  /** The address of a new, empty database. */
  newDatabase: () => Promise<string>;
  /** Ends all of the server's processes at once, as a crash of the machine does. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
}

interface Options {
  /** Settings as in postgresql.conf. By default nothing is synced, because a test's data needn't survive. */
  settings?: Readonly<Record<string, string>>;
}

// Many tests leave a pool of connections open for some seconds.
const fast = { fsync: "off", full_page_writes: "off", autovacuum: "off", max_connections: "500" };

export async function startCluster({ settings = fast }: Options = {}): Promise<Cluster> {
  const bin = programs();
  const folder = await mkdtemp(join(tmpdir(), "sallyport-postgres-"));
  if (runsAsRoot) chownSync(folder, unprivileged, unprivileged);
  const data = join(folder, "data");
  const port = await freePort();
  await run(
    join(bin, "initdb"),
    [
      "--pgdata",
      data,
      "--username",
      "sallyport",
      "--auth",
      "trust",
      "--encoding",
      "UTF8",
      "--no-locale",
      "--no-sync",
    ],
    { ...asUnprivileged, env: environment(bin) },
  );
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
    server = spawn(join(bin, "postgres"), ["-D", data, ...words], {
      ...asUnprivileged,
      env: environment(bin),
      stdio: "ignore",
    });
    await untilReady(address("postgres"), server);
  };
  const end = async (signal: "SIGQUIT" | "SIGINT") => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  // Otherwise the server would outlive a process that ends early.
  const endAtExit = () => {
    server?.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", endAtExit);
  await start();
  return {
    port,
    start,
    newDatabase: async () => {
      const name = `t${randomUUID().replaceAll("-", "")}`;
      await command(address("postgres"), `create database ${name}`);
      return address(name);
    },
    // After SIGQUIT the server writes nothing more, as after a crash.
    kill: () => end("SIGQUIT"),
    [Symbol.asyncDispose]: async () => {
      process.off("exit", endAtExit);
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Returns the program folder of the Postgres that `npm test` unpacked. If there is none, returns the folder of the
 * newest installed Postgres.
 */
function programs(): string {
  const unpacked = join(import.meta.dirname, "../../../../node_modules/.cache/unpacked/postgresql");
  const found = ["", unpacked].flatMap((root) =>
    globSync(join(root, "/usr/lib/postgresql/*/bin")).toSorted(),
  );
  const [newest] = found.toReversed();
  if (newest === undefined) throw new Error("There is no Postgres server here: npm test unpacks one.");
  return newest;
}

/** The environment in which a command finds pg_dump and pg_restore. */
export function clientEnvironment(): NodeJS.ProcessEnv {
  const bin = programs();
  return { ...environment(bin), PATH: [bin, process.env["PATH"]].join(delimiter) };
}

/** An unpacked server finds its libraries beside itself. */
function environment(bin: string): NodeJS.ProcessEnv {
  const libraries = globSync(join(bin, "../../../*-linux-gnu"));
  return { ...process.env, LD_LIBRARY_PATH: libraries.join(":"), LC_ALL: "C" };
}

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

async function command(address: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: address });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
