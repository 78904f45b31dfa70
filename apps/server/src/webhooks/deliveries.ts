import { randomUUID } from "node:crypto";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { Turn, type TurnParts } from "./turn.ts";
import { dueWebhooks } from "./webhooks.repository.ts";

/**
 * Sends events in the order of the chain. Each webhook stores only the `seq` of its last event, so waiting
 * events need no rows. If a server stops before it stores an answer, the event is sent again with the same id.
 */
export class Deliveries {
  readonly #parts: TurnParts;
  readonly #stopping = new AbortController();
  readonly #turns = new Map<string, Promise<void>>();
  #reading: Promise<void> = Promise.resolve();

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  /** Resolves after each due webhook was handled once. A slow webhook doesn't delay the others. */
  async deliverDue(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#beginTurns());
    await this.#reading;
    await Promise.all(this.#turns.values());
  }

  /** Abandons running deliveries. The next start sends their events again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reading;
    await Promise.all(this.#turns.values());
  }

  async #beginTurns(): Promise<void> {
    const { database, clock } = this.#parts;
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    try {
      const due = await dueWebhooks(database, clock.now(), await shippedUpTo(database));
      if (signal.aborted) return;
      for (const id of due) if (!this.#turns.has(id)) this.#turns.set(id, this.#takeTurn(id));
    } catch (error) {
      this.#logFailure(error);
    }
  }

  async #takeTurn(id: string): Promise<void> {
    try {
      await Turn.take(this.#parts, { id, claim: randomUUID() }, this.#stopping.signal);
    } catch (error) {
      this.#logFailure(error);
    } finally {
      this.#turns.delete(id);
    }
  }

  #logFailure(error: unknown): void {
    this.#parts.log.error({ err: error }, "activity could not be sent to webhooks and will be tried again");
  }
}
