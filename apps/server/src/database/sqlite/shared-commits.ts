import { closeSync, fdatasync, fstatSync, openSync, statSync } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";

export type Sync = (descriptor: number) => Promise<void>;

export const syncFile: Sync = promisify(fdatasync);

/** SQLite puts the log beside the real file of a symbolic link. */
export async function logOf(database: string): Promise<string> {
  return `${await realpath(database)}-wal`;
}

export async function syncLog(database: string, sync: Sync = syncFile): Promise<void> {
  const log = await logOf(database)
    .then((path) => open(path, "r+"))
    .catch(() => null);
  if (!log) return;
  try {
    await sync(log.fd);
  } finally {
    await log.close();
  }
}

/** If at least this many other requests are open, the next sync waits a moment for their commits. */
const manyOthers = 4;
const longestGatheringMs = 15;

/**
 * The disk didn't confirm a commit, so committed data might be lost. After this error, the database refuses
 * everything.
 */
export class NotDurable extends Error {
  override readonly name = "NotDurable";
  readonly code = "SQLITE_IOERR_FSYNC";
}

/**
 * One sync covers all commits that were made before it began. Linux reports lost data only once, so a failed
 * sync is never repeated.
 */
export class SharedCommits {
  readonly failed: Promise<NotDurable>;
  readonly #log: string;
  readonly #descriptor: number;
  readonly #sync: Sync;
  readonly #fail: (error: NotDurable) => void;
  #committed = 0;
  #durable = 0;
  #failure: NotDurable | null = null;
  #running: Promise<void> | null = null;
  #openRequests: () => number = () => 0;
  #waiting = 0;
  #endGathering: (() => void) | null = null;

  /**
   * @param log the path of the write-ahead log. SQLite holds no lock on this file, so this class can open and
   * close it safely.
   */
  constructor(log: string, sync: Sync) {
    this.#log = log;
    this.#sync = sync;
    this.#descriptor = openSync(log, "r+");
    const { promise, resolve } = Promise.withResolvers<NotDurable>();
    this.failed = promise;
    this.#fail = resolve;
  }

  note(): void {
    if (this.#failure) return;
    this.#committed += 1;
    this.#running ??= this.#run();
  }

  /** Throws `NotDurable` after any failed sync, even if an earlier sync covered the caller's commits. */
  async untilDurable(): Promise<void> {
    this.refuseAfterFailure();
    const committed = this.#committed;
    this.#waiting += 1;
    if (!this.#areManyAtWork()) this.#endGathering?.();
    try {
      while (this.#durable < committed) {
        await this.#running;
        this.refuseAfterFailure();
      }
    } finally {
      this.#waiting -= 1;
    }
  }

  knowOpenRequests(count: () => number): void {
    this.#openRequests = count;
  }

  /** Leaves out requests that wait for a sync, because they commit nothing during the wait. */
  #areManyAtWork(): boolean {
    return this.#openRequests() - this.#waiting >= manyOthers;
  }

  async #gather(): Promise<void> {
    await nextTurn();
    if (!this.#areManyAtWork()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const longest = setTimeout(resolve, longestGatheringMs);
    this.#endGathering = resolve;
    await promise;
    this.#endGathering = null;
    clearTimeout(longest);
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** @throws {NotDurable} */
  refuseAfterFailure(): void {
    if (this.#failure) throw this.#failure;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  async #run(): Promise<void> {
    await this.#gather();
    const committed = this.#committed;
    try {
      await this.#sync(this.#descriptor);
      this.#requireSameFile();
      this.#durable = committed;
    } catch (cause) {
      this.#failure = new NotDurable("The disk did not confirm what was committed.", { cause });
      this.#fail(this.#failure);
    }
    const isMoreToDo = !this.#failure && this.#durable < this.#committed;
    this.#running = isMoreToDo ? this.#run() : null;
  }

  /** Throws if the log was removed or replaced, because the next start won't read the synced file. */
  #requireSameFile(): void {
    const synced = fstatSync(this.#descriptor);
    const named = statSync(this.#log, { throwIfNoEntry: false });
    if (named?.ino === synced.ino && named.dev === synced.dev) return;
    throw new Error(`${this.#log} was removed or replaced.`);
  }
}
