import { once } from "node:events";
import { execa } from "execa";
import { calledOff, stopIfCalledOff } from "../called-off.ts";
import { childEnvironment } from "../child-environment.ts";
import { SecureStoreError } from "../secure-store.ts";

/**
 * Runs work under a file lock. A child process holds the lock, because Node has no flock(2). If our process is
 * killed, the child ends too.
 */
export async function withFileLock<T>(
  path: string,
  { seconds, signal }: { readonly seconds: number; readonly signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> {
  stopIfCalledOff(signal);
  const args = ["--exclusive", "--timeout", `${seconds}`, path, "sh", "-c", "echo held; exec cat >&2"];
  const holder = execa("flock", args, {
    ...childEnvironment(),
    stdin: "pipe",
    reject: false,
    verbose: "none",
    ...(signal && { cancelSignal: signal }),
  });
  const held = once(holder.stdout, "data").then(() => undefined);
  const ended = await Promise.race([held, holder]);
  try {
    if (ended) throw refusal(path, ended, signal);
    return await work();
  } finally {
    holder.stdin.end();
    await holder;
  }
}

interface EndedHolder {
  readonly code?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly stderr: string;
  readonly isCanceled: boolean;
}

function refusal(
  path: string,
  { code, exitCode, stderr, isCanceled }: EndedHolder,
  signal: AbortSignal | undefined,
): SecureStoreError {
  if (isCanceled) return calledOff(signal?.reason);
  if (code === "ENOENT") {
    return new SecureStoreError("unavailable", "flock can't be started: is util-linux installed?");
  }
  if (exitCode === 1) return new SecureStoreError("busy", `Another process keeps the lock ${path}.`);
  const cause = new Error(stderr);
  if (stderr.includes("Permission denied")) {
    return new SecureStoreError("permission", `This process may not take the lock ${path}.`, { cause });
  }
  if (stderr.includes("No space left")) {
    return new SecureStoreError("no-space", `There is no room for the lock ${path}.`, { cause });
  }
  return new SecureStoreError("unavailable", `The lock ${path} can't be taken.`, { cause });
}
