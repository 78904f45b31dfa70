import type { FastifyBaseLogger as Log } from "fastify";
import { type Clock, second } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { requireWritable } from "../database/writable.ts";
import type { Keys } from "../keys/keys.ts";
import type { MailServerState, Outbox } from "../mail/outbox.ts";

interface Parts {
  database: Database;
  keys: Keys;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  /** A check must end soon, because monitors wait only for some seconds. */
  longestCheckMs?: number;
}

type PartState = "ok" | "failing";

/** Strangers can read this answer, so it names no version, address or cause. */
export interface Readiness {
  status: "ready" | "not-ready" | "stopping";
  database: PartState;
  keys: PartState;
  mail: MailServerState;
}

type Checked = Pick<Readiness, "database" | "keys">;

/** A result is used again for this long, so a flood of requests causes few checks. */
const checkedFor = 2 * second;

export class ReadinessCheck {
  readonly #parts: Parts;
  #last: { at: number; result: Promise<Checked> } | null = null;
  #failing = "";
  #isStopping = false;
  readonly #failureOfDatabase: () => Promise<unknown>;
  readonly #failureOfKeys: () => Promise<unknown>;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { database, keys, longestCheckMs = 3 * second } = parts;
    this.#failureOfDatabase = failureWithin(longestCheckMs, () => requireWritable(database));
    this.#failureOfKeys = failureWithin(longestCheckMs, () => requireOpen(keys, database));
  }

  /** After this call, the answer is "stopping", so a proxy sends requests to another server. */
  stop(): void {
    this.#isStopping = true;
  }

  async read(): Promise<Readiness> {
    const checked = await this.#recentCheck();
    const mail = this.#parts.outbox.mailServer;
    const isReady = checked.database === "ok" && checked.keys === "ok";
    return { status: this.#isStopping ? "stopping" : isReady ? "ready" : "not-ready", ...checked, mail };
  }

  #recentCheck(): Promise<Checked> {
    const now = this.#parts.clock.now();
    if (this.#last === null || Math.abs(now - this.#last.at) >= checkedFor) {
      this.#last = { at: now, result: this.#check() };
    }
    return this.#last.result;
  }

  async #check(): Promise<Checked> {
    const [database, keys] = await Promise.all([this.#failureOfDatabase(), this.#failureOfKeys()]);
    this.#log({ database, keys });
    return { database: stateOf(database), keys: stateOf(keys) };
  }

  #log(failures: Readonly<Record<string, unknown>>): void {
    const failing = Object.entries(failures).filter(([, error]) => error !== null);
    const names = failing.map(([part]) => part).join(", ");
    if (names === this.#failing) return;
    this.#failing = names;
    for (const [part, error] of failing)
      this.#parts.log.error({ err: error, part }, "this server isn't ready");
    if (failing.length === 0) this.#parts.log.info("this server is ready again");
  }
}

async function requireOpen(keys: Keys, database: Database): Promise<void> {
  await keys.refresh(database);
  await keys.decrypt(database, keys.encrypt(Buffer.from("ready"), "health"), "health");
}

/** Never runs the same check twice at the same time, because each run uses a connection. */
function failureWithin(milliseconds: number, check: () => Promise<void>): () => Promise<unknown> {
  let running: Promise<unknown> | null = null;
  const start = () =>
    check()
      .then(
        () => null,
        (error: unknown) => error,
      )
      .finally(() => {
        running = null;
      });
  return async () => {
    running ??= start();
    const late = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => late.resolve(new Error("The check takes too long.")), milliseconds);
    try {
      return await Promise.race([running, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function stateOf(failure: unknown): PartState {
  return failure === null ? "ok" : "failing";
}
