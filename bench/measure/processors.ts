import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

export function ownProcessors(): number[] {
  const [, list = ""] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return list.split(",").flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

export async function moveTo(processors: readonly number[]): Promise<void> {
  await promisify(execFile)("taskset", ["-acp", processors.join(","), `${process.pid}`]);
}

export interface Places {
  server: readonly number[];
  /**
   * The load uses processors that the server leaves free. If the server uses all processors, the load uses the
   * same ones.
   */
  load: readonly number[];
}

export function placesFor(cores: number, processors: readonly number[]): Places {
  const server = processors.slice(0, cores);
  const others = processors.slice(cores);
  return { server, load: others.length > 0 ? others : server };
}
