import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

interface Running {
  parent: number;
  words: readonly string[];
  /** Tells a process from a later one with the same id. */
  since: string;
}

export interface Ancestor {
  pid: number;
  since: string;
}

const shells = new Set(["sh", "bash", "dash", "zsh", "ash"]);
const launchers = /^(?:npm|npx|pnpm|pnpx|yarn|yarnpkg|bun|bunx|corepack)(?:-cli)?(?:\.c?js)?$/;

/**
 * The processes without which this one has no purpose: the parent and, behind npx or a shell's -c, what started
 * those.
 */
export function ancestors(): Ancestor[] {
  const found: Ancestor[] = [];
  let pid = process.ppid;
  while (pid > 1) {
    const running = look(pid);
    if (!running) break;
    found.push({ pid, since: running.since });
    if (!isLauncher(running.words)) break;
    pid = running.parent;
  }
  return found;
}

export function isAlive({ pid, since }: Ancestor): boolean {
  if (process.platform === "linux") return look(pid)?.since === since;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export function isLauncher([program = "", first = "", ...rest]: readonly string[]): boolean {
  // npm replaces its command line by its title: "npm exec @sallyport/disposable --seed …".
  const title = program.startsWith("/") ? [basename(program)] : program.split(" ");
  const [name = "", ...words] = [...title, first, ...rest];
  if (shells.has(name.replace(/^-/, ""))) return words.some((word) => /^-[a-z]*c$/.test(word));
  if (name === "node") return launchers.test(basename(words.find((word) => !word.startsWith("-")) ?? ""));
  return launchers.test(name);
}

function look(pid: number): Running | null {
  try {
    return process.platform === "linux" ? inProc(pid) : byPs(pid);
  } catch {
    return null;
  }
}

function inProc(pid: number): Running | null {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name is between brackets, and can have spaces and brackets too.
  const [state = "", parent = "", ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8")
    .split("\0")
    .filter((word) => word !== "");
  return { parent: Number(parent), words, since: rest[17] ?? "" };
}

function byPs(pid: number): Running {
  const line = execFileSync("ps", ["-o", "ppid=,command=", "-p", `${pid}`], { encoding: "utf8" }).trim();
  const [parent = "", ...words] = line.split(/\s+/);
  return { parent: Number(parent), words, since: "" };
}
