import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";

export function load(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(2);
}

export interface RunFacts {
  rounds: number;
  seconds: number;
  loadBefore: string;
  minutes: number;
}

export function conditions({ rounds, seconds, loadBefore, minutes }: RunFacts): string[] {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Machine: ${processors.length} × ${processors[0]?.model.trim()}, ${memory} GB, ${type()} ${release()}`,
    `Node: ${process.version}`,
    `Commit: ${commit()}`,
    `Database: SQLite, unless a table says Postgres`,
    `Rounds: ${rounds}, interleaved, ${seconds} s for each number; the tables show medians of the rounds`,
    `Load of the last minute before the run: ${loadBefore}`,
    `Duration of the run: ${minutes} min`,
  ];
}

function git(...words: string[]): string {
  return execFileSync("git", words, { encoding: "utf8" }).trim();
}

function commit(): string {
  try {
    const elsewhere = [":(top)", ":(top,exclude)docs/performance.md"];
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ...elsewhere);
    const changes = changed === "" ? "" : ", with changes";
    return `${git("rev-parse", "--short", "HEAD")}${changes}`;
  } catch {
    return "unknown";
  }
}
