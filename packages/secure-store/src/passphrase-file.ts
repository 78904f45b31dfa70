import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { SecureStoreError } from "./secure-store.ts";
import { codeOf, fileRefusal } from "./system-error.ts";

const shortestPassphrase = 16;
const longestPassphrase = 1024;

/**
 * Reads a passphrase of 16 to 1024 bytes; one line break at the end does not count. The caller owns the bytes and should
 * overwrite them after use.
 *
 * Refused with `not-found`: no such file. With `unsupported`: no regular file. With `corrupt`: too few bytes, or too many.
 * With `permission`: a file that this process may not read, that everybody can read, or that its group or everybody can
 * write. One that its group can read is accepted, since this is how credentials are handed over: systemd grants them by an
 * access control list, whose mask shows as the group's bits, and Kubernetes by the pod's group.
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
 * Makes a passphrase file for development: 256 random bits in base64url, mode 0600. It appears complete or not at all,
 * and never in place of another file: resolves to false, and leaves things alone, where `path` exists.
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
    // A named pipe would otherwise keep us waiting for a writer.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw fileRefusal(`The passphrase file ${path} can't be read`, cause);
  }
}

async function requirePrivate(file: FileHandle, path: string): Promise<void> {
  const { mode, isFile } = await file.stat().then((stat) => ({ mode: stat.mode, isFile: stat.isFile() }));
  if (!isFile)
    throw new SecureStoreError("unsupported", `The passphrase file ${path} is not a regular file.`);
  const isOpenToOthers = (mode & 0o027) !== 0;
  if (isOpenToOthers && process.platform !== "win32") {
    const shown = (mode & 0o777).toString(8).padStart(4, "0");
    throw new SecureStoreError(
      "permission",
      `The passphrase file ${path} has mode ${shown}, so others on this machine could read or replace it: chmod 600 it.`,
    );
  }
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
