import { createHash } from "node:crypto";
import { lstat, mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SecureStoreError } from "../secure-store.ts";
import { isManaged, socketOf } from "./tcti.ts";

/**
 * Returns the path of the lock file, or undefined if the TPM has a resource manager and needs no lock. Other
 * accounts can't write to the folder of the file, so they can't hold the lock.
 */
export async function lockFor(tcti: string): Promise<string | undefined> {
  if (isManaged(tcti)) return undefined;
  const socket = socketOf(tcti);
  if (socket !== undefined && !(await isOpenToEveryone(dirname(socket)))) return `${socket}.lock`;
  const name = createHash("sha256").update(tcti).digest("hex").slice(0, 32);
  // defence: AT-90 tpm-lock
  return join(await folderForLocks(), `tpm-${name}.lock`);
}

async function isOpenToEveryone(folder: string): Promise<boolean> {
  return stat(folder).then(
    ({ mode }) => (mode & 0o002) !== 0,
    () => false,
  );
}

/**
 * Returns the first folder that only this account can write to. The folder in the temporary directory is checked
 * too, because another account can have created it first.
 */
async function folderForLocks(): Promise<string> {
  const { XDG_RUNTIME_DIR: runtime, HOME: home } = process.env;
  const uid = process.geteuid?.() ?? 0;
  const folders = [
    ...(runtime && (await isOurs(runtime)) ? [join(runtime, "secure-store")] : []),
    ...(home && (await isOurs(home)) ? [join(home, ".local", "state", "secure-store")] : []),
    join(tmpdir(), `secure-store-${uid}`),
  ];
  for (const folder of folders) {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    if (await isOurs(folder)) return folder;
  }
  throw new SecureStoreError(
    "permission",
    `No folder for locks can be made that is this account's alone. Remove ${folders.at(-1)}, or set XDG_RUNTIME_DIR ` +
      "to a folder of mode 0700.",
  );
}

/** True if the folder belongs to this account. False for a link to a folder. */
async function isOurs(folder: string): Promise<boolean> {
  return lstat(folder).then(
    (found) =>
      found.isDirectory() &&
      (process.platform === "win32" || (found.uid === process.geteuid?.() && (found.mode & 0o022) === 0)),
    () => false,
  );
}
