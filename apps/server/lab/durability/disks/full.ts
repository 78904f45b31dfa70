import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Scene } from "../scene.ts";
import type { Finding, Options } from "../subject.ts";
import { findUntyped, findWaste } from "./expectations.ts";
import { MemoryWatch } from "./memory.ts";

const run = promisify(execFile);

const diskMegabytes = 64;
const beforeMs = 4000;
const fullMs = 10_000;
const recoveryMs = 15_000;

/** Mounts a small file system, which only root can do. */
async function smallDisk(folder: string): Promise<Disposable & { folder: string }> {
  const own = await mkdtemp(join(folder, "small-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m`, "tmpfs", own]);
  const unmount = () => void spawnSync("umount", ["--lazy", own]);
  process.prependOnceListener("exit", unmount);
  return {
    folder: own,
    [Symbol.dispose]: () => {
      process.off("exit", unmount);
      unmount();
    },
  };
}

async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let size = 2 ** 20; size >= 512; ) {
      try {
        const { bytesWritten } = await file.write(Buffer.alloc(size));
        if (bytesWritten < size) size /= 2;
      } catch {
        size /= 2;
      }
    }
  } finally {
    await file.close();
  }
}

export async function fullDisk({ folder, say }: Options): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack();
  const { folder: own } = stack.use(await smallDisk(folder));
  const data = join(own, "data");
  await mkdir(data);
  const scene = stack.use(await Scene.open({ folder: data }));
  const server = await scene.start();
  const load = scene.load();
  using memory = new MemoryWatch(server.pid);
  const findings: Finding[] = [];

  await pause(beforeMs);
  const before = scene.ledger.acknowledged;
  await fill(join(own, "ballast"));
  await pause(fullMs);
  const during = scene.ledger.acknowledged;
  const refused = scene.ledger.refusals.get("unavailable") ?? 0;
  if (refused === 0) findings.push("full disk: the server refused nothing, so this proves nothing");
  await rm(join(own, "ballast"));
  const until = performance.now() + recoveryMs;
  while (scene.ledger.acknowledged === during && performance.now() < until) await pause(50);
  const recoveredMs = performance.now() - (until - recoveryMs);
  if (scene.ledger.acknowledged === during) findings.push("full disk: the server didn't recover by itself");
  await pause(beforeMs);
  await load.stop();
  findings.push(...findUntyped("full disk", scene.ledger), ...findWaste("full disk", memory.most));
  findings.push(...(await scene.verify()));
  await scene.kill(server);

  await fill(join(own, "ballast"));
  const startOnFull = await scene.start().then(
    async (started) => {
      await scene.kill(started);
      return "it started";
    },
    (error: unknown) => String(error),
  );
  if (!/it started|The disk that holds the database is full/.test(startOnFull))
    findings.push(`full disk: a start printed ${startOnFull}`);
  await rm(join(own, "ballast"));
  await scene.start();
  findings.push(...(await scene.verifyAtTheEnd()));
  say(
    `full disk: ${before} acknowledged before, ${during - before} while full, ${scene.ledger.acknowledged - during} after; ` +
      `${refused} refused with 503 and a problem; acknowledged again after ${Math.round(recoveredMs)} ms; ` +
      `${Math.round(memory.most)} MB; ${scene.counts()}`,
  );
  return findings;
}
