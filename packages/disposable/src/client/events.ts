import type { AuditEvent } from "@sallyport/contract/activity";
import type { EventKind } from "@sallyport/contract/event-kinds";
import type { Asker } from "./asker.ts";
import { poll, usualTimeoutMs } from "./waiting.ts";

export type ActivityEvent = AuditEvent;

export interface EventFilter {
  kind?: EventKind;
  /** The username or e-mail address of the account that acted, or that the event is about. */
  user?: string;
  outcome?: "success" | "failure";
  /** A part of the detail, for example an application's name. */
  detail?: string;
  /** The id of an event: only later events match. */
  after?: number;
}

interface Found {
  events: ActivityEvent[];
  last: number;
}

/** The activity log, as the console shows it. */
export class Events {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The id of the newest event, or 0. */
  async last(): Promise<number> {
    return (await this.#asker.get<{ last: number }>("/events/last")).last;
  }

  /** Returns the first event that matches, also if it happened before. */
  async waitFor(filter: EventFilter, { timeout = usualTimeoutMs } = {}): Promise<ActivityEvent> {
    const found = await poll(timeout, async (waitMs) => (await this.#find(filter, waitMs)).events[0]);
    if (found) return found;
    const { events } = await this.#find({}, 0);
    const list = events.slice(-10).map(({ kind, actor, outcome }) => `\n  ${kind} ${actor ?? ""} ${outcome}`);
    throw new Error(
      `No event like ${JSON.stringify(filter)} happened within ${timeout} ms. The last ones:${list.join("") || " none"}`,
    );
  }

  /** Never ends by itself: leave the loop with `break`. */
  async *since(after = 0): AsyncGenerator<ActivityEvent, never, undefined> {
    let place = after;
    for (;;) {
      const { events, last } = await this.#find({ after: place }, 5_000);
      place = last;
      yield* events;
    }
  }

  #find(filter: EventFilter, waitMs: number): Promise<Found> {
    return this.#asker.get("/events", { ...filter, waitMs });
  }
}
