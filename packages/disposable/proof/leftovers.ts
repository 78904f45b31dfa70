import { readdirSync, readFileSync } from "node:fs";

/** The processes whose environment or command line has this mark. */
export function processesWith(mark: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ["environ", "cmdline"].some((file) => contentOf(`/proc/${pid}/${file}`).includes(mark)))
    .map(Number);
}

/** Which of these TCP ports a process listens on. */
export function openPorts(ports: readonly number[]): number[] {
  const listening = ["tcp", "tcp6"].flatMap((table) =>
    contentOf(`/proc/net/${table}`)
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === "0A")
      .map(([, local = ""]) => Number.parseInt(local.split(":")[1] ?? "", 16)),
  );
  return ports.filter((port) => listening.includes(port));
}

/** In MiB. Shared pages are counted by their share. */
export function memoryOf(pid: number): number {
  const pss = /^Pss:\s+(\d+) kB/m.exec(contentOf(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(pss ?? 0) / 1024;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
