import { lstat, mkdir, open, readdir, rmdir, stat, unlink } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { OtpError, systemCode } from "./otp-error.ts";

/**
 * Claims a time step of a key. True if no process has claimed this step or a later one. `key` is the SHA-256
 * of the secret in hexadecimal.
 *
 * @example
 * ```ts
 * // A row with a unique constraint in a database that all machines reach
 * const claim: Claim = async (key, step) => {
 *   const { rowCount } = await db.query(
 *     "INSERT INTO otp_steps SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM otp_steps WHERE key = $1 AND step >= $2) ON CONFLICT DO NOTHING",
 *     [key, step],
 *   );
 *   return rowCount === 1;
 * };
 * ```
 */
export type Claim = (key: string, step: number) => Promise<boolean>;

const day = 24 * 60 * 60 * 1000;
const mostAttempts = 10;

/** The ledger's folder if no other is given: `SALLYPORT_OTP_LEDGER`, or one for each user of this machine. */
export function defaultLedgerFolder(env = process.env): string {
  return env["SALLYPORT_OTP_LEDGER"] || join(tmpdir(), `sallyport-otp-${userInfo().uid}`);
}

/**
 * Keeps claims as empty files on a local disk, one for each key and step. Only one process can create a file
 * with the flag `wx`. Not for network file systems.
 */
export class FolderLedger {
  readonly folder: string;
  #isSwept = false;

  constructor(folder: string = defaultLedgerFolder()) {
    this.folder = folder;
  }

  async claim(key: string, step: number): Promise<boolean> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await this.#claim(key, step);
      } catch (error) {
        // Another process may sweep the key's folder between two calls.
        if (systemCode(error) === "ENOENT" && attempts < mostAttempts) continue;
        throw error instanceof OtpError ? error : unusable(this.folder, error);
      }
    }
  }

  /** The newest claimed step, or -1. */
  async newest(key: string): Promise<number> {
    return newestOf(await readdir(join(this.folder, key)).catch(() => []));
  }

  async #claim(key: string, step: number): Promise<boolean> {
    const place = await this.#placeOf(key);
    if (newestOf(await readdir(place)) >= step) return false;
    if (!(await create(join(place, String(step))))) return false;
    // Another process may have claimed a later step since the first look.
    if (newestOf(await readdir(place)) !== step) return false;
    await this.#sweep(place, step);
    return true;
  }

  async #placeOf(key: string): Promise<string> {
    const place = join(this.folder, key);
    await makeFolder(this.folder);
    const found = await lstat(this.folder);
    const uid = process.getuid?.();
    // Another user of the machine could have made the folder first, and could delete claims from it.
    const isForeign = uid !== undefined && (found.uid !== uid || (found.mode & 0o022) !== 0);
    if (found.isDirectory() && !isForeign) {
      await makeFolder(place);
      return place;
    }
    const seen = found.isDirectory() ? "can be changed by other users" : "isn't a folder";
    throw new OtpError("ledger", `The ledger ${this.folder} ${seen}. ${advice}`);
  }

  /** Claims at or below the newest are refused, so older files aren't needed. */
  async #sweep(place: string, newest: number): Promise<void> {
    const older = (await readdir(place)).filter((name) => isStep(name) && Number(name) < newest);
    await Promise.all(older.map((name) => unlink(join(place, name)).catch(() => {})));
    if (this.#isSwept) return;
    this.#isSwept = true;
    const keys = (await readdir(this.folder)).filter((name) => /^[\da-f]{64}$/.test(name));
    await Promise.all(keys.map((key) => sweepForgotten(join(this.folder, key)).catch(() => {})));
  }
}

const advice =
  "Set SALLYPORT_OTP_LEDGER, or the option ledger, to a folder of your own on a local disk that has space.";

/** A recursive `mkdir` would never return for a folder in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === "EEXIST") return;
    if (systemCode(error) !== "ENOENT") throw error;
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 });
  }
}

/** False if the file exists. */
async function create(file: string): Promise<boolean> {
  try {
    await (await open(file, "wx", 0o600)).close();
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function isForgotten(path: string): Promise<boolean> {
  return Date.now() - (await stat(path)).mtimeMs > day;
}

/** Removes the folder of a key that no process has used for a day. */
async function sweepForgotten(place: string): Promise<void> {
  const files = (await readdir(place)).map((name) => join(place, name));
  const forgotten = await Promise.all([place, ...files].map(isForgotten));
  if (!forgotten.every(Boolean)) return;
  await Promise.all(files.map((file) => unlink(file)));
  await rmdir(place);
}

function newestOf(names: readonly string[]): number {
  return names.filter(isStep).reduce((newest, name) => Math.max(newest, Number(name)), -1);
}

function isStep(name: string): boolean {
  return /^\d+$/.test(name);
}

export function unusable(folder: string, cause: unknown): OtpError {
  const code = systemCode(cause) ?? "unknown error";
  const reasons: Record<string, string> = {
    EROFS: "is on a disk that can only be read",
    EACCES: "can't be written by this user",
    EPERM: "can't be written by this user",
    ENOSPC: "is on a full disk",
    EDQUOT: "is on a disk whose quota is used up",
    ENOTDIR: "isn't a folder",
    EEXIST: "isn't a folder",
  };
  const seen = reasons[code] ?? "can't be used";
  return new OtpError("ledger", `The ledger ${folder} ${seen} (${code}). ${advice}`, { cause });
}
