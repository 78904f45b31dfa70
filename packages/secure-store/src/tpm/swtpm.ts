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
  /** The folder for the TPM's state. A reader of this folder can open the sealed keys. */
  readonly stateFolder: string;
  /**
   * The path of the TPM's socket, at most 102 bytes long. The default is `swtpm.sock` in the state folder.
   */
  readonly socket?: string;
}

/** A software TPM that is restarted after a crash. `stop` ends it. */
export interface Swtpm extends AsyncDisposable {
  /** How `createTpmStore` reaches this TPM. */
  readonly tcti: string;
  /** The process ID. Undefined while the TPM is down, or if another process runs it. */
  readonly pid: number | undefined;
  /**
   * Resolves when the TPM answers. Starts the TPM if needed. Rejects with `unavailable` if the TPM crashed
   * too often or was stopped.
   */
  ready(): Promise<void>;
  /** Shuts the TPM down. Does nothing if another process runs it. */
  stop(): Promise<void>;
}

/**
 * A socket's path has at most 107 bytes (unix(7)). The path of the control socket ends with `.ctrl` and is 5
 * bytes longer.
 */
const longestSocketPath = 102;

/**
 * Starts a software TPM, or joins one that another process runs on the same socket. Restarts it after a crash,
 * up to five times in a row. Needs swtpm, swtpm-tools, tpm2-tools and util-linux.
 *
 * Rejects with a {@link SecureStoreError}:
 * - `unavailable`: the TPM doesn't answer, or a program is missing.
 * - `permission` or `busy`: the folder can't be used.
 * - `unsupported`: a path is too long or contains a comma.
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

/** True if the path of the folder is short enough and has no comma. */
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
  // swtpm's settings are separated by commas, and a comma can't be escaped.
  if (stateFolder.includes(",") || socket.includes(",")) {
    return "The paths of a software TPM can't have a comma in them.";
  }
  return undefined;
}
