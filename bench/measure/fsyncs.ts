import { readFile } from "node:fs/promises";

/**
 * Returns words to put before a command. strace then writes the command's syncs to `file`, and other system
 * calls run at full speed.
 */
export function tracing(file: string): string[] {
  const calls = ["-e", "trace=fsync,fdatasync", "-e", "signal=none"];
  return ["strace", "-f", "--seccomp-bpf", ...calls, "-ttt", "-o", file];
}

export async function syncsBetween(file: string, begin: number, end: number): Promise<number> {
  const trace = await readFile(file, "utf8");
  return trace.split("\n").filter((line) => {
    const [, seconds] = /^\d+\s+(\d+\.\d+) f(?:data)?sync\(/.exec(line) ?? [];
    const at = Number(seconds) * 1000;
    return at >= begin && at < end;
  }).length;
}
