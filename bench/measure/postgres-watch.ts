import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { keyOf } from "@sallyport/server/src/database/postgres/locks.ts";
import { SingleConnection, type TextRow } from "@sallyport/server/src/database/postgres/single-connection.ts";

const everyMs = 10;

/** The names of the advisory locks that aren't for a single account or network (record 0042). */
const knownLocks: ReadonlyMap<bigint, string> = new Map(
  ["everything", "activity chain"].map((name) => [keyOf(name), name]),
);
const otherLocks = "an account or a network";

/** Measures what the servers cause in Postgres: processor time, and waits for locks. */
export class PostgresWatch implements AsyncDisposable {
  readonly #connection: SingleConnection;
  readonly #waits = new Map<string, number>();
  readonly #cpu = new Map<string, number>();
  readonly #end = new AbortController();
  readonly #watching: Promise<void>;

  private constructor(connection: SingleConnection) {
    this.#connection = connection;
    this.#watching = this.#watch();
    this.#watching.catch(() => {});
  }

  static async open(address: string): Promise<PostgresWatch> {
    return new PostgresWatch(await SingleConnection.open(address));
  }

  /** The total wait for each lock, in milliseconds. */
  get waits(): ReadonlyMap<string, number> {
    return this.#waits;
  }

  async cpu(): Promise<number> {
    const connections = await this.#connection.rows(
      "select pid from pg_stat_activity where datname = current_database() and application_name = 'sallyport'",
    );
    for (const { pid } of connections) {
      // If a connection was closed meanwhile, its last value stays.
      const schedule = await readFile(`/proc/${pid}/schedstat`, "utf8").catch(() => null);
      if (pid && schedule) this.#cpu.set(pid, Number(schedule.split(" ")[0]) / 1e6);
    }
    return [...this.#cpu.values()].reduce((sum, each) => sum + each, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#watching;
    await this.#connection[Symbol.asyncDispose]();
  }

  async #watch(): Promise<void> {
    let last = performance.now();
    while (!this.#end.signal.aborted) {
      const waiting = await this.#connection.rows(
        "select locktype, classid, objid, relation::regclass as table from pg_locks where not granted",
      );
      const now = performance.now();
      for (const row of waiting) {
        const name = nameOf(row);
        this.#waits.set(name, (this.#waits.get(name) ?? 0) + now - last);
      }
      last = now;
      await sleep(everyMs);
    }
  }
}

/**
 * Names a lock. Postgres splits the number of an advisory lock into two
 * (postgresql.org/docs/15/view-pg-locks.html).
 */
function nameOf({ locktype, classid, objid, table }: TextRow): string {
  if (locktype !== "advisory") return [locktype, table].filter(Boolean).join(" of ");
  const key = BigInt.asIntN(64, (BigInt(classid ?? 0) << 32n) | BigInt(objid ?? 0));
  return knownLocks.get(key) ?? otherLocks;
}
