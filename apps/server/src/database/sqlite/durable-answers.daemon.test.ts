import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../lab/free-port.ts";
import { openDatabase } from "../database.ts";

const host = "portal.localhost:8080";
const login = "ursula";
const password = "four unrelated words do";

const program = `
  import { pino } from "pino";
  import { freePort } from "../../../lab/free-port.ts";
  import { insertAccount } from "../../accounts/accounts.repository.ts";
  import { readConfig } from "../../config/config.ts";
  import { systemClock } from "../../core/clock.ts";
  import { startServer } from "../../server.ts";
  const [database, username, password] = process.argv.slice(1);
  const settings = { DATABASE: ":memory:", SECURE_STORE: "memory", SMTP_URL: "smtp://127.0.0.1:9" };
  const port = await freePort();
  const config = { ...readConfig(settings, { portal: "", authenticator: "" }), database, port, webApps: null };
  const beforeListening = async ({ database, passwords }) => {
    const email = username + "@example.com";
    const passwordHash = await passwords.hash(password);
    await insertAccount(database, { realm: "user", role: null, username, email, name: username, passwordHash, now: Date.now() });
  };
  await startServer(config, { clock: systemClock, log: pino({ level: "silent" }), beforeListening });
  console.log(port, process.pid);`;

async function logIn(port: number, cookie: string): Promise<string> {
  const sent = request({
    host: "127.0.0.1",
    port,
    path: "/api/user/sign-in/password",
    method: "POST",
    headers: { host, cookie, "content-type": "application/json" },
  });
  sent.end(JSON.stringify({ login, password }));
  const [response] = await once(sent, "response");
  expect([response.statusCode, await text(response)]).toMatchObject([200, expect.any(String)]);
  const cookies = (response.headers["set-cookie"] ?? []) as string[];
  return cookies.map((line) => line.split(";")[0]).join("; ");
}

interface Traced {
  answers: number;
  early: string[];
  syncs: number;
  /** Each sync in the main thread delays the answers, because the main thread also sends them. */
  syncsOfMainThread: number;
}

function follow(trace: string, mainThread: string): Traced {
  const found: Traced = { answers: 0, early: [], syncs: 0, syncsOfMainThread: 0 };
  let written = 0;
  let durable = 0;
  const running = new Map<string, number>();
  for (const line of trace.split("\n")) {
    const [, thread = "", call = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (/^pwrite64\(\d+<[^>]*-wal>/.test(call)) written += 1;
    if (/^f(?:data)?sync\(\d+<[^>]*-wal>/.test(call)) running.set(thread, written);
    if (/^(?:<\.\.\. f(?:data)?sync resumed>|f(?:data)?sync\(\d+<[^>]*-wal>).*= 0$/.test(call)) {
      durable = Math.max(durable, running.get(thread) ?? 0);
      found.syncs += 1;
      if (thread === mainThread) found.syncsOfMainThread += 1;
      running.delete(thread);
    }
    if (!/^(?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP)[^>]*>.*"HTTP\/1\.1 /.test(call)) continue;
    found.answers += 1;
    if (durable < written) found.early.push(line);
  }
  return found;
}

test("system calls show that no answer is sent before the sync that covers what it says", {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-traced-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const trace = join(folder, "trace");
  const calls = "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg";
  const server = spawn(
    "strace",
    [
      ...`-f -y -s 16 -e ${calls} -e signal=none -o ${trace}`.split(" "),
      process.execPath,
      "--input-type=module",
      "--eval",
      program,
      join(folder, "sallyport.db"),
      login,
      password,
    ],
    { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(server, "exit");
  const [printed] = (await once(server.stdout, "data")) as [Buffer];
  const [port, pid] = printed.toString().split(" ").map(Number) as [number, number];
  for (let time = 0, cookie = ""; time < 20; time++) cookie = await logIn(port, cookie);
  process.kill(pid, "SIGTERM");
  await ended;

  const recorded = await readFile(trace, "utf8");
  const { answers, early, syncs, syncsOfMainThread } = follow(recorded, `${pid}`);
  expect(answers).toBe(20);
  expect(early).toEqual([]);
  expect(syncs).toBeGreaterThanOrEqual(20);
  // The main thread syncs every commit until the server listens. Later, the main thread syncs only the first
  // write after a checkpoint.
  expect(syncsOfMainThread).toBeLessThan(syncs / 2);
});

test("a sync that fails at the start ends the process, and the log stays for the next start", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-failing-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = join(folder, "sallyport.db");
  await (await openDatabase(database)).destroy();
  const file = join(folder, "passphrase");
  await writeFile(file, "a passphrase of more than enough words", { mode: 0o600 });
  const failing = `-f -e trace=fdatasync -e inject=fdatasync:error=EIO:when=2+ -P ${database}-wal -o ${folder}/trace`;
  const store = { SECURE_STORE: "passphrase", SECURE_STORE_PASSPHRASE_FILE: file };
  const server = spawn(
    "strace",
    [...failing.split(" "), process.execPath, join(import.meta.dirname, "../../main.ts")],
    {
      env: {
        ...process.env,
        DATABASE: database,
        PORT: `${await freePort()}`,
        SMTP_URL: "smtp://127.0.0.1:9",
        ...store,
      },
    },
  );
  // strace lets the first sync of each thread succeed. The thread of a sync varies, so the failure can come
  // before or after the server is ready.
  const [log, said, [code]] = await Promise.all([
    text(server.stdout),
    text(server.stderr),
    once(server, "exit"),
  ]);
  expect([log + said, code]).toEqual([expect.stringContaining("SQLITE_IOERR_FSYNC"), 1]);
  expect(await readdir(folder)).toContain("sallyport.db-wal");
});
