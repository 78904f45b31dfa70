import { execa } from "execa";
import { calledOff, stopIfCalledOff } from "../called-off.ts";
import { childEnvironment } from "../child-environment.ts";
import { SecureStoreError } from "../secure-store.ts";
import { tpmRefusal } from "./tpm-refusal.ts";

export interface ToolContext {
  readonly tcti: string;
  /** The tool runs in this folder, so relative paths in its arguments begin there. */
  readonly folder: string;
  readonly secondsPerTool: number;
  readonly signal?: AbortSignal | undefined;
}

/** Never put secrets into `args`. Only `input` and the result can contain secrets. */
export async function runTool(
  tool: string,
  args: readonly string[],
  { tcti, folder, secondsPerTool, signal }: ToolContext,
  input: Uint8Array = new Uint8Array(),
): Promise<Uint8Array> {
  stopIfCalledOff(signal);
  const result = await execa(`tpm2_${tool}`, args, {
    cwd: folder,
    ...childEnvironment({ TPM2TOOLS_TCTI: tcti, TSS2_LOG: "all+error" }),
    input,
    encoding: "buffer",
    // The last byte of a key can be a newline (0x0a). This byte must stay.
    stripFinalNewline: false,
    reject: false,
    verbose: "none",
    timeout: secondsPerTool * 1000,
    forceKillAfterDelay: 500,
    ...(signal && { cancelSignal: signal }),
  });
  if (!result.failed) return result.stdout;
  result.stdout.fill(0);
  if (result.isCanceled) throw calledOff(signal?.reason);
  if (result.timedOut) {
    throw new SecureStoreError(
      "timeout",
      `The TPM did not answer tpm2_${tool} within ${secondsPerTool} seconds.`,
    );
  }
  if (result.code === "ENOENT") {
    throw new SecureStoreError("unavailable", `tpm2_${tool} can't be started: is tpm2-tools installed?`);
  }
  throw await tpmRefusal(tool, Buffer.from(result.stderr).toString(), tcti);
}
