import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SecureStoreError } from "../secure-store.ts";
import { fileRefusal } from "../system-error.ts";
import { runTool, type ToolContext } from "./tool.ts";

export interface ToolCall {
  /** Files that the tool must leave behind. Some tools report success and leave an empty one on a full disk. */
  readonly writes?: readonly string[];
  readonly input?: Uint8Array;
  /** True where the next tool has room beside what this one leaves in the TPM: flushing would only take time. */
  readonly leavesRoom?: boolean;
}

/** A TPM that one piece of work has to itself, with a scratch folder for what tools hand to each other. */
export interface TpmAtHand {
  run(tool: string, args: readonly string[], call?: ToolCall): Promise<Uint8Array>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, content: Uint8Array): Promise<void>;
}

export interface TpmReach extends Omit<ToolContext, "folder"> {
  /** A folder on tmpfs. What lies in it is encrypted by the TPM, but need not outlive the work. */
  readonly scratchParent: string;
  /** True where no resource manager clears up after each tool, and the TPM's few object slots would soon be full. */
  readonly needsFlushing: boolean;
  /** True after a refusal as busy: what others left in the TPM is cleared first. */
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
  // mkdtemp makes it with mode 0700.
  return mkdtemp(join(parent, "secure-store-")).catch((cause: unknown) => {
    throw fileRefusal(`No scratch folder can be made in ${parent}`, cause);
  });
}

/** What a process that was killed half way left in the TPM: objects, then loaded and saved sessions. */
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
