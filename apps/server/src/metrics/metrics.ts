import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { AuditEventRow } from "../database/schema.ts";
import type { Readiness } from "../health/readiness.ts";

export interface Sources {
  backlog: () => Promise<{ count: number; oldestSeconds: number }>;
  readiness: () => Promise<Readiness>;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The labels of metrics contain no name, no address, and no path from a user. */
export class Metrics implements Disposable {
  readonly #registry = new Registry();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #inHere = { registers: [this.#registry] };
  readonly #requests = new Histogram({
    ...this.#inHere,
    name: "sallyport_request_seconds",
    help: "Time from request to answer, by route.",
    labelNames: ["method", "route", "status"],
    buckets,
  });
  readonly #logins = new Counter({
    ...this.#inHere,
    name: "sallyport_logins_total",
    help: "Steps of a login that were accepted or refused.",
    labelNames: ["realm", "result"],
  });
  readonly #locks = new Counter({
    ...this.#inHere,
    name: "sallyport_locks_total",
    help: "Accounts that were locked or must wait: wrong passwords or codes, or a passed deadline.",
  });
  readonly #limits = new Counter({
    ...this.#inHere,
    name: "sallyport_authorizations_refused_total",
    help: "Refused requests for a login to an application: too long, or too many from one network or application.",
    labelNames: ["limit"],
  });
  readonly #hashWaiting = new Gauge({
    ...this.#inHere,
    name: "sallyport_hash_queue_length",
    help: "Password hashes that wait for a core.",
  });
  readonly #hashWait = new Histogram({
    ...this.#inHere,
    name: "sallyport_hash_wait_seconds",
    help: "How long password hashes waited for a core.",
    buckets,
  });

  constructor({ backlog, readiness }: Sources) {
    this.#delay.enable();
    this.#gaugeOfDelay();
    this.#gaugesOfOutbox(backlog);
    this.#gaugeOfParts(readiness);
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  authorizationRefused = (limit: "rate" | "length"): void => {
    this.#limits.inc({ limit });
  };

  event({ kind, outcome }: Pick<AuditEventRow, "kind" | "outcome">): void {
    if (kind === "user_lockout") this.#locks.inc();
    if (kind === "user_login_attempt") this.#logins.inc({ realm: "user", result: outcome });
    if (kind === "admin_login_attempt") this.#logins.inc({ realm: "administrator", result: outcome });
  }

  hashWaits = (): (() => void) => {
    const end = this.#hashWait.startTimer();
    this.#hashWaiting.inc();
    return () => {
      this.#hashWaiting.dec();
      end();
    };
  };

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  [Symbol.dispose](): void {
    this.#delay.disable();
    this.#registry.clear();
  }

  #gaugeOfDelay(): void {
    const delay = this.#delay;
    this.#registry.registerMetric(
      new Gauge({
        registers: [],
        name: "sallyport_event_loop_delay_seconds",
        help: "How late the event loop was since the last reading.",
        labelNames: ["quantile"],
        collect() {
          const found = { "0.5": delay.percentile(50), "0.99": delay.percentile(99), "1": delay.max };
          for (const [quantile, nanoseconds] of Object.entries(found))
            this.set({ quantile }, nanoseconds / 1e9);
          delay.reset();
        },
      }),
    );
  }

  #gaugesOfOutbox(read: Sources["backlog"]): void {
    // If the database fails, this metric has no value, but Prometheus still gets the others.
    const backlog = () => read().catch(() => ({ count: Number.NaN, oldestSeconds: Number.NaN }));
    this.#registry.registerMetric(
      new Gauge({
        registers: [],
        name: "sallyport_outbox_oldest_seconds",
        help: "Age of the oldest mail that waits.",
        async collect() {
          this.set((await backlog()).oldestSeconds);
        },
      }),
    );
    this.#registry.registerMetric(
      new Gauge({
        registers: [],
        name: "sallyport_outbox_mails",
        help: "Mails that wait to be sent.",
        async collect() {
          this.set((await backlog()).count);
        },
      }),
    );
  }

  #gaugeOfParts(readiness: Sources["readiness"]): void {
    this.#registry.registerMetric(
      new Gauge({
        registers: [],
        name: "sallyport_part_ok",
        help: "1 if a part works, 0 if it fails; the mail server only after the first mail.",
        labelNames: ["part"],
        async collect() {
          const { database, keys, mail } = await readiness();
          for (const [part, state] of Object.entries({ database, keys, mail })) {
            if (state !== "unknown") this.set({ part }, state === "ok" ? 1 : 0);
          }
        },
      }),
    );
  }
}
