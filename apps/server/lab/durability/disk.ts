import { failingSync } from "./disks/failing-sync.ts";
import { fullDisk } from "./disks/full.ts";
import { slowSync } from "./disks/slow-sync.ts";
import type { Subject } from "./subject.ts";

/** If one part throws, the findings of the other parts are still printed. */
export const disk: Subject = async (options) => {
  const found = [];
  for (const part of [fullDisk, slowSync, failingSync]) {
    found.push(
      ...(await part(options).catch((error: unknown) => [`${part.name} broke off: ${String(error)}`])),
    );
  }
  return found;
};
