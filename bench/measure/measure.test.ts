import { pbkdf2, pbkdf2Sync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { syncsBetween } from "./fsyncs.ts";
import { residentMegabytes } from "./memory.ts";
import { placesFor } from "./processors.ts";
import { type CpuTime, cpuTimeOf, difference } from "./threads.ts";

async function spentOn(work: () => unknown): Promise<CpuTime> {
  const before = await cpuTimeOf(process.pid);
  await work();
  return difference(await cpuTimeOf(process.pid), before);
}

test("work on libuv's threads counts as hashing, and work on the main thread as main", async () => {
  const threads = await spentOn(() => promisify(pbkdf2)("password", "salt", 200_000, 32, "sha512"));
  const main = await spentOn(() => pbkdf2Sync("password", "salt", 200_000, 32, "sha512"));
  expect(threads.hashing).toBeGreaterThan(20);
  expect(threads.hashing).toBeGreaterThan(threads.main);
  expect(main.main).toBeGreaterThan(20);
  expect(main.main).toBeGreaterThan(main.hashing);
});

test("the memory of this process is known", async () => {
  const megabytes = process.memoryUsage().rss / 1024 ** 2;
  expect(await residentMegabytes(process.pid)).toBeGreaterThan(megabytes / 2);
  expect(await residentMegabytes(process.pid)).toBeLessThan(megabytes * 2);
});

test("syncs in a trace of strace count once each, if they began within the time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bench-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "trace");
  await writeFile(
    file,
    [
      "500   1700000000.100000 fdatasync(20)    = 0",
      "501   1700000001.100000 fdatasync(20 <unfinished ...>",
      "500   1700000001.150000 fsync(21)        = 0",
      "501   1700000001.200000 <... fdatasync resumed>) = 0",
      "500   1700000002.000000 fsync(21)        = 0",
      "501   1700000002.100000 +++ exited with 0 +++",
    ].join("\n"),
  );
  expect(await syncsBetween(file, 1_700_000_001_000, 1_700_000_002_000)).toBe(2);
});

test("the load has cores of its own if there are more than the server has", () => {
  expect(placesFor(1, [0, 1])).toEqual({ server: [0], load: [1] });
  expect(placesFor(2, [0, 1])).toEqual({ server: [0, 1], load: [0, 1] });
  expect(placesFor(2, [2, 3, 6, 7])).toEqual({ server: [2, 3], load: [6, 7] });
});
