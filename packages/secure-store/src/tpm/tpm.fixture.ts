import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished, vi } from "vitest";
import { type Swtpm, startSwtpm } from "./swtpm.ts";

/** A folder of the test's own, short enough for a socket's path. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp("/tmp/tpm-");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A software TPM of the test's own. */
export async function newTpm(state?: string): Promise<Swtpm & { readonly stateFolder: string }> {
  const stateFolder = state ?? join(await newFolder(), "state");
  const tpm = await startSwtpm({ stateFolder });
  onTestFinished(() => tpm.stop());
  return Object.assign(tpm, { stateFolder });
}

/** Kills the TPM without warning. Resolves once another process has taken its place. */
export async function crash(tpm: Swtpm): Promise<void> {
  const before = tpm.pid;
  kill(tpm, "SIGKILL");
  await vi.waitFor(() => requireAnother(tpm, before), { timeout: 20_000 });
}

export function kill(tpm: Swtpm, signal: NodeJS.Signals): void {
  if (tpm.pid === undefined) throw new Error("the TPM is down");
  process.kill(tpm.pid, signal);
}

function requireAnother({ pid }: Swtpm, before: number | undefined): void {
  if (pid === undefined || pid === before) throw new Error("not restarted yet");
}

/** Runs a tool as another program on the machine would. */
export async function runElsewhere(tcti: string, tool: string, ...args: readonly string[]): Promise<void> {
  await execa(`tpm2_${tool}`, args, { env: { TPM2TOOLS_TCTI: tcti } });
}
