import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { debianPackages, howToInstall, missingPrograms } from "../backend.ts";
import { SecureStoreError } from "../secure-store.ts";
import { fileRefusal } from "../system-error.ts";
import { SupervisedSwtpm } from "./supervised-swtpm.ts";
import { swtpmBackend } from "./swtpm-backend.ts";
import type { SwtpmPaths } from "./swtpm-process.ts";

/** Options of {@link startSwtpm} and `startSwtpmStore`. */
export interface SwtpmOptions {
  /** Where the TPM keeps its state: made, mode 0700, if need be. A reader of it can open what the TPM sealed. */
  readonly stateFolder: string;
  /** `swtpm.sock` in the state folder unless told. At most 102 bytes long. */
  readonly socket?: string;
}

/** A software TPM, kept running until it is stopped. */
export interface Swtpm extends AsyncDisposable {
  /** For `createTpmStore`. */
  readonly tcti: string;
  /** Undefined while it is down, and where another process keeps it running. */
  readonly pid: number | undefined;
  /**
   * Resolves once it answers. One of ours that hangs is ended and restarted, and one whose process has gone is taken
   * over. Rejects with `unavailable` after it has crashed too often or was stopped.
   */
  ready(): Promise<void>;
  /** Shuts it down in order. One that another process keeps running is left alone. */
  stop(): Promise<void>;
}

/** The limit for a socket's path is 107 bytes (unix(7)), and the control socket's is 5 longer. */
const longestSocketPath = 102;

/**
 * Starts a software TPM, or joins the one that another process runs on the same socket. Restarts it when it crashes, up
 * to five times in a row. Needs swtpm, swtpm-tools, tpm2-tools and util-linux. Rejects with {@link SecureStoreError}: `unavailable`
 * if it doesn't answer, `permission` or `busy` if its folder can't be used, `unsupported` if its socket's path is too long.
 */
export async function startSwtpm(options: SwtpmOptions): Promise<Swtpm> {
  const stateFolder = resolve(options.stateFolder);
  const socket = resolve(options.socket ?? socketIn(stateFolder));
  const trouble = troubleWith({ stateFolder, socket });
  if (trouble !== undefined) throw new SecureStoreError("unsupported", trouble);
  await requirePrograms();
  await mkdir(stateFolder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw fileRefusal(`The folder ${stateFolder} can't be made`, cause);
  });
  const swtpm = new SupervisedSwtpm({ stateFolder, socket });
  await swtpm.ready();
  return swtpm;
}

/** True for a folder that a software TPM can have its state and its socket in: the path is short, without a comma. */
export function canHoldSwtpm(folder: string): boolean {
  const stateFolder = resolve(folder);
  return troubleWith({ stateFolder, socket: socketIn(stateFolder) }) === undefined;
}

function socketIn(stateFolder: string): string {
  return join(stateFolder, "swtpm.sock");
}

async function requirePrograms(): Promise<void> {
  const missing = await missingPrograms(swtpmBackend);
  if (missing.length === 0) return;
  const remedy = howToInstall(debianPackages(swtpmBackend, missing));
  throw new SecureStoreError(
    "unavailable",
    `A software TPM needs ${missing.join(", ")}, not found in the search path. ${remedy}`,
  );
}

function troubleWith({ stateFolder, socket }: SwtpmPaths): string | undefined {
  if (Buffer.byteLength(socket) > longestSocketPath) {
    return `The path ${socket} is too long for a socket: name a shorter one.`;
  }
  // swtpm separates its settings by commas and knows no way to quote one.
  if (stateFolder.includes(",") || socket.includes(",")) {
    return "The paths of a software TPM can't have a comma in them.";
  }
  return undefined;
}
