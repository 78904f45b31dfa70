import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { execa } from "execa";
import { childEnvironment } from "../child-environment.ts";
import { SecureStoreError } from "../secure-store.ts";
import { runTool } from "./tool.ts";
import { isFailureMode } from "./tpm-refusal.ts";

const secondsToStart = 10;
const secondsToStop = 2;

export interface SwtpmProcess {
  readonly pid: number | undefined;
  /** Resolves to the program's last output when it ends. Never rejects. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface SwtpmPaths {
  readonly stateFolder: string;
  readonly socket: string;
}

export function tctiOf(socket: string): string {
  return `swtpm:path=${socket}`;
}

/**
 * Runs a command, because only a command proves that a TPM works. After a crash the socket file remains, and a
 * failed TPM still reports its properties.
 */
export async function answers({ stateFolder, socket }: SwtpmPaths): Promise<boolean> {
  // The socket is checked first. If the socket is missing, a tool would need much longer to fail.
  if (!existsSync(socket)) return false;
  const context = { tcti: tctiOf(socket), folder: stateFolder, secondsPerTool: 5 };
  try {
    await runTool("readclock", [], context);
    return true;
  } catch (cause) {
    if (!isFailureMode(cause)) return false;
    throw new SecureStoreError(
      "unavailable",
      `The software TPM in ${stateFolder} has failed, as it does where it can't write its state: make room there, then ` +
        "start it again.",
      { cause },
    );
  }
}

export async function launch(paths: SwtpmPaths): Promise<SwtpmProcess> {
  const process = spawn(paths);
  try {
    if (await becomesReady(process, paths)) return process;
  } catch (error) {
    await process.stop();
    throw error;
  }
  await process.stop();
  throw startRefusal(paths, await process.ended);
}

function startRefusal({ stateFolder }: SwtpmPaths, words: string): SecureStoreError {
  const options = { cause: new Error(words) };
  if (/lock access to lockfile/i.test(words)) {
    return new SecureStoreError(
      "busy",
      `Another program uses this folder: a software TPM runs in ${stateFolder} already, with another socket. ` +
        "Stop that one, or name its socket, or another folder. Leave the files in the folder alone.",
      options,
    );
  }
  if (/permission denied/i.test(words)) {
    return new SecureStoreError(
      "permission",
      `swtpm may not use ${stateFolder}: give the folder, and every file in it, to the account that runs this program.`,
      options,
    );
  }
  return new SecureStoreError(
    "unavailable",
    `swtpm does not start in ${stateFolder}. If its state is damaged, restore that folder from a backup.`,
    options,
  );
}

async function becomesReady(process: SwtpmProcess, paths: SwtpmPaths): Promise<boolean> {
  const giveUpAt = performance.now() + secondsToStart * 1000;
  while (performance.now() < giveUpAt) {
    const ended = process.ended.then(() => "ended" as const);
    const asked = answers(paths).then((isReady) => (isReady ? "ready" : "silent"));
    const outcome = await Promise.race([ended, asked]);
    if (outcome !== "silent") return outcome === "ready";
    await setTimeout(2);
  }
  return false;
}

function spawn(paths: SwtpmPaths): SwtpmProcess {
  // With `--pdeathsig`, the kernel ends swtpm when our process ends.
  const args = ["--pdeathsig", "TERM", "swtpm", "socket", "--tpm2", ...settingsFor(paths)];
  const subprocess = execa("setpriv", args, {
    ...childEnvironment(),
    // If swtpm's library can't read the state, it writes a file named NVChip to the working folder.
    cwd: paths.stateFolder,
    // In its own process group, swtpm doesn't receive Ctrl-C, so our process can shut it down properly.
    detached: true,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    buffer: false,
    reject: false,
    verbose: "none",
    forceKillAfterDelay: secondsToStop * 1000,
  });
  // Only the end of the output is kept, because swtpm logs a line for every client.
  let tail = "";
  subprocess.stderr.on("data", (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-2000);
  });
  const ended = subprocess.then(({ shortMessage }) => [tail, shortMessage].join("\n"));
  return {
    pid: subprocess.pid,
    ended,
    async stop() {
      await shutDown(paths);
      await Promise.race([ended, setTimeout(secondsToStop * 1000, undefined, { ref: false })]);
      subprocess.kill();
      await ended;
    },
  };
}

function settingsFor({ stateFolder, socket }: SwtpmPaths): string[] {
  const settings = {
    "--tpmstate": `dir=${stateFolder},mode=0600`,
    "--server": `type=unixio,path=${socket},mode=0600`,
    "--ctrl": `type=unixio,path=${socket}.ctrl,mode=0600`,
    "--flags": "not-need-init,startup-clear",
  };
  return Object.entries(settings).flat();
}

/** Shuts the TPM down properly, so that the TPM saves its counters. */
async function shutDown({ stateFolder, socket }: SwtpmPaths): Promise<void> {
  const context = { tcti: tctiOf(socket), folder: stateFolder, secondsPerTool: secondsToStop };
  await runTool("shutdown", ["-c"], context).catch(() => undefined);
  const timeout = secondsToStop * 1000;
  const polite = { ...childEnvironment(), reject: false, verbose: "none", timeout } as const;
  await execa("swtpm_ioctl", ["--unix", `${socket}.ctrl`, "-s"], polite);
}
