import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { exposureOf } from "./exposure.ts";
import { SecureStoreError } from "./secure-store.ts";
import { codeOf, fileRefusal } from "./system-error.ts";

const shortestPassphrase = 16;
const longestPassphrase = 1024;

/**
 * Reads a passphrase of 16 to 1024 bytes, without the line break at its end. The caller should overwrite the
 * bytes after use.
 *
 * Refusals:
 * - `not-found`: the file doesn't exist.
 * - `unsupported`: the path isn't a regular file.
 * - `corrupt`: the passphrase has too few or too many bytes.
 * - `permission`: this process can't read the file, or another account could read or replace the file.
 *
 * Read permission for the file's group is accepted if this process is in the group (Kubernetes secrets). It is
 * also accepted if the group is root's (systemd).
 */
export async function readPassphrase(path: string): Promise<Uint8Array> {
  const file = await openToRead(path);
  try {
    await requirePrivate(file, path);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(longestPassphrase + 2),
      0,
      longestPassphrase + 2,
      0,
    );
    return checked(withoutLineBreak(buffer.subarray(0, bytesRead)), path);
  } finally {
    await file.close();
  }
}

/**
 * Makes a passphrase file for development: 256 random bits in base64url, mode 0600. If `path` exists,
 * resolves to false and changes nothing.
 */
export async function createPassphraseFile(path: string): Promise<boolean> {
  const unfinished = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeDurably(unfinished, `${randomBytes(32).toString("base64url")}\n`);
    await link(unfinished, path);
    await syncFolder(dirname(path));
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw fileRefusal(`The passphrase file ${path} can't be made`, cause);
  } finally {
    await unlink(unfinished).catch(() => undefined);
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    const refusal = fileRefusal(`The passphrase file ${path} can't be read`, cause);
    if (refusal.code !== "permission") throw refusal;
    throw new SecureStoreError("permission", `${refusal.message} ${remedy()}`, { cause });
  }
}

async function requirePrivate(file: FileHandle, path: string): Promise<void> {
  const found = await file.stat();
  if (!found.isFile())
    throw new SecureStoreError("unsupported", `The passphrase file ${path} is not a regular file.`);
  if (process.platform === "win32") return;
  // defence: AT-90 passphrase-file
  const exposure = await exposureOf(path, found);
  if (exposure === undefined) return;
  throw new SecureStoreError(
    "permission",
    `Other accounts could read or replace the passphrase file ${path}: ${exposure}. ${remedy()}`,
  );
}

/**
 * Says what to do. The owner and mode of a container's secrets can be set only in the container's definition.
 */
function remedy(): string {
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
  return (
    "Only this account and root may read the file, and write to its folder: `chmod 400` the file, `chmod go-w` the folder, " +
    `\`chown ${uid}\` both. In Docker, give the secret \`mode: 0400\` with \`uid: "${uid}"\`; a secret that Compose mounts ` +
    "from a file keeps that file's mode and owner, so change them there. In Kubernetes, give the secret volume " +
    `\`defaultMode: 0440\` and the pod \`fsGroup: ${gid}\`.`
  );
}

function withoutLineBreak(bytes: Buffer): Buffer {
  const end = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
  return bytes.subarray(0, bytes[end - 1] === 0x0d && end < bytes.length ? end - 1 : end);
}

function checked(passphrase: Buffer, path: string): Buffer {
  if (passphrase.length < shortestPassphrase) {
    throw new SecureStoreError(
      "corrupt",
      `The passphrase file ${path} holds ${passphrase.length} bytes; at least ${shortestPassphrase} are needed.`,
    );
  }
  if (passphrase.length > longestPassphrase) {
    throw new SecureStoreError(
      "corrupt",
      `The passphrase file ${path} holds more than ${longestPassphrase} bytes.`,
    );
  }
  return passphrase;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
