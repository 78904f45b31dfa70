import { failingSync } from "./disks/failing-sync.ts";
import { fullDisk } from "./disks/full.ts";
import { slowSync } from "./disks/slow-sync.ts";
import type { Subject } from "./subject.ts";

export const disk: Subject = async (options) => [
  ...(await fullDisk(options)),
  ...(await slowSync(options)),
  ...(await failingSync(options)),
];
