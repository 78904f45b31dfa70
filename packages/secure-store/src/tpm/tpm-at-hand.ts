import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SecureStoreError } from "../secure-store.ts";
import { fileRefusal } from "../system-error.ts";
import { runTool, type ToolContext } from "./tool.ts";

export interface ToolCall {
  /**
   * These files must not be empty after the call. On a full disk, some tools report success and leave an
   * empty file.
   */
  readonly writes?: readonly string[];
  readonly input?: Uint8Array;
  /** True if the TPM still has room for the objects of the next tool, so no flush is needed. */
  readonly leavesRoom?: boolean;
}

/** Exclusive access to a TPM. The tools exchange files in a scratch folder. */
export interface TpmAtHand {
  run(tool: string, args: readonly string[], call?: ToolCall): Promise<Uint8Array>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, content: Uint8Array): Promise<void>;
}

export interface TpmReach extends Omit<ToolContext, "folder"> {
  /** The folder in which the scratch folder is made. It should be on tmpfs. */
  readonly scratchParent: string;
  /**
   * True if there is no resource manager. Each tool's objects are then flushed, because the TPM has few object
   * slots.
   */
  readonly needsFlushing: boolean;
  /**
   * True on a retry after `busy`. If `needsFlushing` is true, the retry first removes leftover objects of other
   * processes.
   */
  readonly isAnotherAttempt: boolean;
}

export async function withTpm<T>(reach: TpmReach, work: (tpm: TpmAtHand) => Promise<T>): Promise<T> {
  const folder = await makeScratch(reach.scratchParent);
  const context = { ...reach, folder };
  const tpm: TpmAtHand = {
    async run(tool, args, { writes = [], input, leavesRoom = false } = {}) {
      const output = await runTool(tool, args, context, input);
      await requireWritten(folder, writes);
      if (reach.needsFlushing && !leavesRoom) await runTool("flushcontext", ["-t"], context);
      return output;
    },
    read: (file) => readFile(join(folder, file)),
    write: (file, content) =>
      writeFile(join(folder, file), content, { mode: 0o600 }).catch((cause: unknown) => {
        throw fileRefusal(`The scratch folder ${folder} can't be written`, cause);
      }),
  };
  try {
    if (reach.needsFlushing && reach.isAnotherAttempt) await clearLeftovers(context);
    return await work(tpm);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeScratch(parent: string): Promise<string> {
  return mkdtemp(join(parent, "secure-store-")).catch((cause: unknown) => {
    throw fileRefusal(`No scratch folder can be made in ${parent}`, cause);
  });
}

/** Flushes what killed processes have left in the TPM: objects, loaded sessions and saved sessions. */
async function clearLeftovers(context: ToolContext): Promise<void> {
  for (const kind of ["-t", "-l", "-s"]) await runTool("flushcontext", [kind], context);
}

async function requireWritten(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const size = await stat(join(folder, file)).then(
      (found) => found.size,
      () => 0,
    );
    if (size === 0) {
      throw new SecureStoreError(
        "no-space",
        `There is no room left in ${folder} for what the TPM tools need.`,
      );
    }
  }
}
