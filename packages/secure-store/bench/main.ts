import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, type } from "node:os";
import { join } from "node:path";
import { startSwtpm } from "../src/tpm/swtpm.ts";
import { benchRows } from "./rows.ts";
import { benchStores } from "./stores.ts";
import { benchTools } from "./tools.ts";

const [first] = cpus();
console.log(
  `Medians, and the fastest run. Node ${process.version}, ${type()} ${release()}, ${cpus().length} × ${first?.model}`,
);
/** Prints the load. If the load is above the number of processors, the times mean little. */
const load = (): string => `Load of the last minute: ${loadavg()[0]?.toFixed(2)}\n`;
console.log(load());

const folder = await mkdtemp(join(tmpdir(), "bench-"));
try {
  await benchRows();
  await using tpm = await startSwtpm({ stateFolder: join(folder, "tpm") });
  await benchStores(folder, tpm.tcti);
  await benchTools(tpm.tcti);
  console.log(load());
} finally {
  await rm(folder, { recursive: true });
}
