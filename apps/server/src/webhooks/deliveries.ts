import { randomUUID } from "node:crypto";
import { shippedUpTo } from "../activity/chain.repository.ts";
import { Turns } from "../core/turns.ts";
import { Turn, type TurnParts } from "./turn.ts";
import { dueWebhooks } from "./webhooks.repository.ts";
import { mostWebhooks } from "./webhooks.ts";

/**
 * Sends events in the order of the chain. Each webhook stores only the `seq` of its last event, so waiting
 * events need no rows. If a server stops before it stores an answer, the event is sent again with the same id.
 */
export class Deliveries {
  readonly #turns: Turns;

  constructor(parts: TurnParts) {
    const { database, clock, log } = parts;
    this.#turns = new Turns({
      due: async () => dueWebhooks(database, clock.now(), await shippedUpTo(database)),
      take: (id, signal) => Turn.take(parts, { id, claim: randomUUID() }, signal),
      onFailure: (error) =>
        log.error({ err: error }, "activity could not be sent to webhooks and will be tried again"),
      atOnce: mostWebhooks,
    });
  }

  /** Resolves after each due webhook was handled once. A slow webhook doesn't delay the others. */
  deliverDue(): Promise<void> {
    return this.#turns.takeDue();
  }

  /** Abandons running deliveries. The next start sends their events again. */
  stop(): Promise<void> {
    return this.#turns.stop();
  }
}
