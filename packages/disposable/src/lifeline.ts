import { fstatSync } from "node:fs";
import { stdin } from "node:process";
import { ancestors, isAlive } from "./ancestors.ts";

const lookEveryMs = 200;

/** Calls `end` once the process that started this one is gone, also after SIGKILL. */
export function endWithParent(end: () => void): void {
  // The kernel closes the other end of a pipe with the process that has it.
  if (isPipe()) stdin.resume().once("end", end).once("close", end).once("error", end);
  // Without a pipe, and if another process holds its other end, too.
  const watched = ancestors();
  setInterval(() => {
    if (!watched.every(isAlive)) end();
  }, lookEveryMs).unref();
}

function isPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
