import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/**
 * The system can reuse a process id, so the start time `began` distinguishes processes.
 *
 * @typedef {{ pid: number, parent: number, began: string }} Process
 */

/**
 * Asks a process to end. After `graceMs`, kills it and its descendants if they still run.
 *
 * @param {number} pid
 * @param {number} graceMs
 */
export async function endTree(pid, graceMs) {
  const before = processes();
  const tree = before.filter((process) => process.pid === pid || isBelow(process, pid, before));
  signal(pid, "SIGTERM");
  const patience = Date.now() + graceMs;
  while (remaining(tree).length > 0 && Date.now() < patience) await pause(50);
  for (const process of remaining(tree)) signal(process.pid, "SIGKILL");
}

/** @param {number} graceMs */
export async function endChildren(graceMs) {
  const children = processes().filter(({ parent }) => parent === process.pid);
  await Promise.all(children.map(({ pid }) => endTree(pid, graceMs)));
}

/** @param {readonly Process[]} tree */
function remaining(tree) {
  const now = processes();
  return tree.filter(({ pid, began }) =>
    now.some((process) => process.pid === pid && process.began === began),
  );
}

/**
 * @param {Process} process
 * @param {number} ancestor
 * @param {readonly Process[]} all
 * @returns {boolean}
 */
export function isBelow({ parent }, ancestor, all) {
  if (parent === ancestor) return true;
  const above = all.find(({ pid }) => pid === parent);
  return above !== undefined && above.pid !== above.parent && isBelow(above, ancestor, all);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // The process has already ended, so there is nothing to do.
  }
}

/** @returns {Process[]} */
function processes() {
  // On Linux, /proc is read, because a minimal Debian has no `ps`.
  return existsSync("/proc/self/stat") ? processesOfLinux() : processesByPs();
}

/** @returns {Process[]} */
function processesOfLinux() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/stat`, "utf8");
        // The name of the command can contain spaces and brackets. The later fields contain no brackets
        // (proc(5)), so reading begins after the last bracket.
        const [state, parent, ...rest] = status.slice(status.lastIndexOf(")") + 2).split(" ");
        return state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent), began: rest[17] ?? "" }];
      } catch {
        return [];
      }
    });
}

/** @returns {Process[]} */
function processesByPs() {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [, pid, parent, began] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), began: began ?? "" }] : [];
  });
}
