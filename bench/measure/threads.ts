import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface CpuTime {
  main: number;
  /**
   * The time of libuv's threads, which hash passwords and sync files. The syncs take very little of this time.
   */
  hashing: number;
  other: number;
}

export async function cpuTimeOf(pid: number): Promise<CpuTime> {
  const time: CpuTime = { main: 0, hashing: 0, other: 0 };
  const tasks = join("/proc", `${pid}`, "task");
  for (const thread of await readdir(tasks)) {
    const name = (await readFile(join(tasks, thread, "comm"), "utf8")).trim();
    const [nanoseconds] = (await readFile(join(tasks, thread, "schedstat"), "utf8")).split(" ");
    time[kindOf(thread === `${pid}`, name)] += Number(nanoseconds) / 1e6;
  }
  return time;
}

function kindOf(isMain: boolean, name: string): keyof CpuTime {
  if (isMain) return "main";
  return name === "libuv-worker" ? "hashing" : "other";
}

export function difference(after: CpuTime, before: CpuTime): CpuTime {
  return {
    main: after.main - before.main,
    hashing: after.hashing - before.hashing,
    other: after.other - before.other,
  };
}

export function sumOf(times: readonly CpuTime[]): CpuTime {
  const sum = (kind: keyof CpuTime) => times.reduce((so, time) => so + time[kind], 0);
  return { main: sum("main"), hashing: sum("hashing"), other: sum("other") };
}
