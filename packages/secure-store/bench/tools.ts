import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool, type ToolContext } from "../src/tpm/tool.ts";
import { parseTpmBlob } from "../src/tpm/tpm-blob.ts";
import { createTpmStore } from "../src/tpm/tpm-store.ts";
import { inTurns, rounded, shown, type Times } from "./measuring.ts";

const attributes = "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt|noda";

const commands: readonly (readonly [string, ...string[]])[] = [
  [
    "createprimary",
    "-Q",
    "-C",
    "o",
    "-g",
    "sha256",
    "-G",
    "ecc256:aes128cfb",
    "-a",
    attributes,
    "-c",
    "primary.ctx",
  ],
  ["load", "-Q", "-C", "primary.ctx", "-u", "public", "-r", "private", "-c", "object.ctx"],
  ["flushcontext", "-t"],
  ["unseal", "-c", "object.ctx"],
  ["flushcontext", "-t"],
];

export async function benchTools(tcti: string): Promise<void> {
  const store = createTpmStore({ tcti });
  const sealed = await store.seal(new Uint8Array(32), { label: "bench" });
  const { publicPart, privatePart } = parseTpmBlob(sealed);
  const folder = await mkdtemp("/dev/shm/bench-");
  await writeFile(join(folder, "public"), publicPart);
  await writeFile(join(folder, "private"), privatePart);
  const context: ToolContext = { tcti, folder, secondsPerTool: 15 };
  const {
    unseal,
    execa,
    spawn: bare,
  } = await inTurns(51, {
    unseal: () => store.unseal(sealed),
    execa: () => runAll((tool, args) => runTool(tool, args, context)),
    spawn: () => runAll((tool, args) => runBare(tool, args, context)),
  });
  await rm(folder, { recursive: true });
  console.log("ms to open a key in a software TPM");
  console.table({
    "in all, with lock and scratch folder": shown(unseal),
    "its five commands through execa": shown(execa),
    "its five commands through child_process": shown(bare),
  });
  const share = (which: keyof Times): number => rounded((100 * (execa[which] - bare[which])) / unseal[which]);
  console.log(`execa's share: ${share("median")} % of the median, ${share("fastest")} % at best\n`);
}

async function runAll(run: (tool: string, args: readonly string[]) => Promise<unknown>): Promise<void> {
  for (const [tool, ...args] of commands) await run(tool, args);
}

async function runBare(
  tool: string,
  args: readonly string[],
  { tcti, folder }: ToolContext,
): Promise<Buffer> {
  const env = { ...process.env, LC_ALL: "C", TPM2TOOLS_TCTI: tcti, TSS2_LOG: "all+error" };
  const child = spawn(`tpm2_${tool}`, args, { cwd: folder, env });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.resume();
  child.stdin.end();
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Error(`tpm2_${tool} ended with ${exitCode}.`);
  return Buffer.concat(output);
}
