import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished, vi } from "vitest";
import { type Swtpm, startSwtpm } from "./swtpm.ts";

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp("/tmp/tpm-");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function newTpm(state?: string): Promise<Swtpm & { readonly stateFolder: string }> {
  const stateFolder = state ?? join(await newFolder(), "state");
  const tpm = await startSwtpm({ stateFolder });
  onTestFinished(() => tpm.stop());
  return Object.assign(tpm, { stateFolder });
}

/** Resolves to the TCTI of a software TPM on TCP. */
export async function newTpmOnTcp(): Promise<string> {
  const port = await freePortPair();
  const args = ["socket", "--tpm2", "--flags", "not-need-init,startup-clear"];
  const state = ["--tpmstate", `dir=${await newFolder()}`];
  const ports = ["--server", `type=tcp,port=${port}`, "--ctrl", `type=tcp,port=${port + 1}`];
  const tpm = execa("swtpm", [...args, ...state, ...ports], { reject: false });
  onTestFinished(async () => {
    tpm.kill();
    await tpm;
  });
  const tcti = `swtpm:host=127.0.0.1,port=${port}`;
  await vi.waitFor(() => runElsewhere(tcti, "readclock"), { timeout: 20_000 });
  return tcti;
}

/** Returns a free port whose next port is also free. tpm2-tss expects the control channel on the next port. */
async function freePortPair(): Promise<number> {
  const first = createServer().listen(0, "127.0.0.1");
  await once(first, "listening");
  const { port } = first.address() as AddressInfo;
  const second = createServer().listen(port + 1, "127.0.0.1");
  const isFree = await once(second, "listening").then(
    () => true,
    () => false,
  );
  first.close();
  second.close();
  return isFree ? port : freePortPair();
}

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

/** Runs a tool without a lock, as a foreign program on the machine would. */
export async function runElsewhere(tcti: string, tool: string, ...args: readonly string[]): Promise<void> {
  await execa(`tpm2_${tool}`, args, { env: { TPM2TOOLS_TCTI: tcti } });
}
