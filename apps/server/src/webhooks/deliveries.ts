import { randomUUID } from "node:crypto";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { Turn, type TurnParts } from "./turn.ts";
import { dueWebhooks } from "./webhooks.repository.ts";

/**
 * Sends the events in the order of the chain. A webhook stores its place in the chain, so waiting events need
 * no rows.
 * If a server stops before it notes an answer, the event is sent again with the same id.
 */
export class Deliveries {
  readonly #parts: TurnParts;
  readonly #stopping = new AbortController();
  #run: Promise<void> | null = null;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  /** Resolves after one turn for each due webhook. */
  deliverDue(): Promise<void> {
    this.#run ??= this.#deliverAll().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  /** The next start sends the events of abandoned deliveries again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#run;
  }

  async #deliverAll(): Promise<void> {
    const { database, clock, log } = this.#parts;
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    try {
      const due = await dueWebhooks(database, clock.now(), await shippedUpTo(database));
      await Promise.all(due.map((id) => Turn.take(this.#parts, { id, claim: randomUUID() }, signal)));
    } catch (error) {
      log.error({ err: error }, "activity could not be sent to webhooks and will be tried again");
    }
  }
}
