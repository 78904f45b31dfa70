import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyBaseLogger as Log } from "fastify";
import { type Clock, second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { JobRow, JobRowRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { databaseTrouble } from "../database/trouble.ts";
import { claimNext, releaseClaim, renewClaim } from "./claims.repository.ts";
import { CannotGoOn, type JobKind } from "./job-kind.ts";
import { nextRow, type Settled, settleRow } from "./job-rows.repository.ts";
import { endJob, pauseJob } from "./jobs.repository.ts";

interface Parts {
  database: Database;
  clock: Clock;
  log: Log;
  kinds: readonly JobKind[];
}

/** If no row gets a result within this time, another process can take the job. */
const leaseMs = 15 * second;
/** After this many rows, the next job gets its turn, so a small job doesn't wait for a large one. */
const rowsATurn = 50;

/** Processes each row in its own transaction, which also stores the row's result. */
export class JobRunner {
  readonly #parts: Parts;
  readonly #claim = randomUUID();
  #run: Promise<void> | null = null;
  #isStopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  runDue(): Promise<void> {
    this.#run ??= this.#runAll().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  /** Stops after the current row. The next start continues with the next row. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#run;
  }

  async #runAll(): Promise<void> {
    const { log } = this.#parts;
    try {
      while (!this.#isStopping && (await this.#takeTurn()));
    } catch (error) {
      log.error({ err: error }, "a background job was interrupted and will be tried again");
    }
  }

  /** @returns false if there is no job to run */
  async #takeTurn(): Promise<boolean> {
    const { database, clock } = this.#parts;
    const job = await claimNext(database, { claim: this.#claim, now: clock.now(), leaseMs });
    if (!job) return false;
    try {
      for (let n = 0; n < rowsATurn && !this.#isStopping; n++) {
        if (!(await this.#settleNext(job))) return true;
        // Let waiting requests run first.
        await nextTurn();
      }
    } finally {
      await releaseClaim(database, job.id, this.#claim);
    }
    return true;
  }

  /** @returns false if the job has ended, or if another process has claimed it */
  async #settleNext(job: JobRow): Promise<boolean> {
    try {
      return await this.#withNext(job, (tx, here) => this.#carryOut(tx, here));
    } catch (error) {
      if (databaseTrouble(error) !== null) throw error;
      if (error instanceof CannotGoOn) return this.#pause(job, error.reason);
      if (!(error instanceof Refused)) {
        this.#parts.log.error({ err: error, job: job.id }, "a row of a background job failed");
      }
      return this.#withNext(job, () => Promise.resolve(settlementOf(error)));
    }
  }

  async #carryOut(tx: Queryable, { job, row, now }: Here): Promise<Settlement> {
    const kind = this.#parts.kinds.find(({ name }) => name === job.kind);
    // A newer version of the server might have made the job.
    if (!kind) throw new CannotGoOn("unknown-kind");
    const outcome = await kind.carryOut({ tx, job, row, now });
    return { result: outcome.result, reason: outcome.result === "skipped" ? outcome.reason : null };
  }

  #withNext(job: JobRow, settle: (tx: Queryable, here: Here) => Promise<Settlement>): Promise<boolean> {
    const { database, clock } = this.#parts;
    return inTransaction(database, "everything", async (tx) => {
      const now = clock.now();
      const claimed = await renewClaim(tx, job.id, { claim: this.#claim, until: now + leaseMs });
      if (!claimed) return false;
      const row = await nextRow(tx, job.id);
      if (!row) {
        await endJob(tx, job.id, now);
        return false;
      }
      await settleRow(tx, row, { ...(await settle(tx, { job: claimed, row, now })), now });
      return true;
    });
  }

  async #pause({ id }: JobRow, reason: string): Promise<false> {
    const { database, clock } = this.#parts;
    await inTransaction(database, "everything", (tx) => pauseJob(tx, id, { reason, now: clock.now() }));
    return false;
  }
}

interface Here {
  job: JobRow;
  row: JobRowRow;
  now: number;
}

type Settlement = Omit<Settled, "now">;

function settlementOf(error: unknown): Settlement {
  return error instanceof Refused
    ? { result: "skipped", reason: error.code }
    : { result: "failed", reason: "internal" };
}
