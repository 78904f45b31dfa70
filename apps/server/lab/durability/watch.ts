import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import type { Answer } from "./door.ts";
import { isAcknowledged } from "./ledger.ts";
import type { Scene } from "./scene.ts";
import type { Server } from "./server.ts";
import { Inspector } from "./soaking/inspector.ts";
import type { Finding } from "./subject.ts";

/**
 * A request waits up to 15 seconds for a connection, and then up to 12 for Postgres. The other five seconds are for a
 * busy machine.
 */
const longestAnswerMs = (15 + 12 + 5) * 1000;
const longestTurnMs = 1_000;
const probeEveryMs = 200;

export class Watch implements AsyncDisposable {
  readonly server: Server;
  readonly #inspector: Inspector;
  readonly #statuses = new Map<number, number>();
  readonly #probing: Promise<void>;
  #slowestMs = 0;
  #deadProbes = 0;
  #isOver = false;
  readiness = 0;

  private constructor(server: Server, inspector: Inspector) {
    this.server = server;
    this.#inspector = inspector;
    server.door.onAnswer = ({ status, milliseconds }: Answer) => {
      this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
      this.#slowestMs = Math.max(this.#slowestMs, milliseconds);
    };
    this.#probing = this.#probe();
  }

  static async start(scene: Scene): Promise<Watch> {
    const port = await freePort();
    const server = await scene.start({ env: Inspector.environment(port) });
    const inspector = await Inspector.open(port);
    await inspector.watchLoop();
    return new Watch(server, inspector);
  }

  async findings(): Promise<Finding[]> {
    const turnMs = Math.round(await this.#inspector.latestTurnMs());
    const untyped = [...this.#statuses].filter(([status]) => status >= 500 && status !== 503);
    return [
      ...untyped.map(([status, count]) => `${count} answers had the status ${status}`),
      ...(this.#slowestMs > longestAnswerMs ? [`an answer took ${Math.round(this.#slowestMs)} ms`] : []),
      ...(turnMs > longestTurnMs ? [`the event loop was ${turnMs} ms late`] : []),
      ...(this.#deadProbes > 0 ? [`/health/live failed ${this.#deadProbes} times`] : []),
    ];
  }

  async counts(): Promise<string> {
    const statuses = [...this.#statuses].toSorted(([one], [other]) => one - other);
    const shown = statuses.map(([status, count]) => `${status} × ${count}`).join(", ");
    const [slowest, turn] = [this.#slowestMs, await this.#inspector.latestTurnMs()].map(Math.round);
    return `answers ${shown}; the slowest took ${slowest} ms, and the event loop was at most ${turn} ms late`;
  }

  async #probe(): Promise<void> {
    const address = `http://127.0.0.1:${this.server.door.port}/health`;
    let asking = false;
    const askReady = async () => {
      asking = true;
      this.readiness = await fetch(`${address}/ready`).then(
        ({ status }) => status,
        () => 0,
      );
      asking = false;
    };
    while (!this.#isOver) {
      if (!asking) void askReady();
      const live = await fetch(`${address}/live`).catch(() => null);
      if (live?.status !== 200) this.#deadProbes += 1;
      await pause(probeEveryMs);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#probing;
    this.#inspector[Symbol.dispose]();
  }
}

const longestRecoveryMs = 60_000;

export async function recoveryMs({ ledger }: Scene, since: number): Promise<number | null> {
  while (Date.now() < since + longestRecoveryMs) {
    const entry = ledger.entries.findLast((each) => isAcknowledged(each) && each.sentAt > since);
    if (entry?.answer) return entry.answer.at - since;
    await pause(20);
  }
  return null;
}
