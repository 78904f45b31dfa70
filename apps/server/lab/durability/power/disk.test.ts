import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Disk } from "./disk.ts";
import { readTrace, type Step } from "./trace.ts";

const file = "/a.db";
const write = (offset: number, text: string): Step => ({
  kind: "write",
  at: 0,
  file,
  offset,
  data: Buffer.from(text),
});
const begin = (thread = "1"): Step => ({ kind: "sync-begins", at: 0, file, thread });
const end = (thread = "1"): Step => ({ kind: "sync-ends", at: 0, file, thread });

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

function after(steps: readonly Step[], isKept: boolean): string | undefined {
  const disk = new Disk(new Map([[file, Buffer.from("old")]]));
  for (const step of steps) disk.take(step);
  return disk
    .afterCut(() => isKept)
    .get(file)
    ?.toString();
}

test("a power cut leaves what was written before the begin of a sync that has ended", () => {
  const steps = [write(0, "new"), begin(), write(3, "er"), end()];
  expect(after(steps, false)).toBe("new");
  expect(after(steps, true)).toBe("newer");
  expect(after([write(0, "new"), begin()], false)).toBe("old");
});

test("of two syncs at once, each covers the writes before its own begin", () => {
  const steps = [write(0, "a"), begin("1"), write(1, "b"), begin("2"), end("2"), write(2, "c"), end("1")];
  expect(after(steps, false)).toBe("abd");
});

test("a truncation may be lost too", () => {
  const truncate: Step = { kind: "truncate", at: 0, file, length: 1 };
  expect([after([truncate], false), after([truncate], true)]).toEqual(["old", "o"]);
  expect(after([truncate, write(2, "x"), begin(), end()], false)).toBe("o\0x");
});

test("a lost sector doesn't take the sectors beside it", () => {
  const disk = new Disk(new Map());
  disk.take(write(256, "x".repeat(1024)));
  let sectors = 0;
  const image = disk.afterCut(() => ++sectors !== 2).get(file);
  expect(sectors).toBe(3);
  expect(image?.toString()).toBe("\0".repeat(256) + "x".repeat(256) + "\0".repeat(512) + "x".repeat(256));
});

test("a trace is read in the order in which calls end, without calls that failed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-trace-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = hex(file);
  await writeFile(
    join(folder, "trace"),
    [
      `7  10.000001 pwrite64(3<${path}>, "${hex("ab")}", 2, 4 <unfinished ...>`,
      `8  10.000002 fdatasync(4<${path}> <unfinished ...>`,
      "7  10.000003 <... pwrite64 resumed>) = 2",
      "8  10.000004 <... fdatasync resumed>) = 0",
      `7  10.000005 ftruncate(3<${path}>, 9) = 0`,
      `7  10.000006 fdatasync(3<${path}>) = -1 EIO (Input/output error) (INJECTED)`,
      `7  10.000007 pwrite64(3<${path}>, "${hex("c")}", 1, 0) = -1 ENOSPC (No space left on device)`,
      "7  10.000008 +++ exited with 0 +++",
      "",
    ].join("\n"),
  );
  const steps = await readTrace(join(folder, "trace"));
  expect(steps.map(({ kind, file: of }) => [kind, of])).toEqual(
    ["sync-begins", "write", "sync-ends", "truncate", "sync-begins"].map((kind) => [kind, file]),
  );
  expect(steps[1]).toMatchObject({ offset: 4, data: Buffer.from("ab") });
  expect(steps[3]).toMatchObject({ length: 9 });
  expect(steps[2]?.at).toBeCloseTo(10_000.004, 5);
});
