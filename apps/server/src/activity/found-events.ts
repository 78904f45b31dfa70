import type { ActivityFilter } from "@sallyport/contract/activity";
import { kindsOf } from "@sallyport/contract/activity-sentences";
import { canonicalAddress, noAddress } from "../core/address.ts";
import type { Queryable } from "../database/database.ts";
import {
  type Between,
  eventsBetween,
  type FoundEvent,
  findPlace,
  type Key,
  type Place,
} from "./found-events.repository.ts";

/** A page skips at most this many events that don't match the filter. */
const mostRead = 2000;
const readAtOnce = 250;

const first: Place = { at: Number.MIN_SAFE_INTEGER, id: 0 };
const last: Place = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

export interface EventsPage {
  before?: number | undefined;
  after?: number | undefined;
  limit: number;
}

export interface FoundPage {
  events: FoundEvent[];
  next: number | null;
}

export async function findEvents(
  tx: Queryable,
  filter: ActivityFilter,
  { before, after, limit }: EventsPage,
  isMeant = matcherOf(filter),
): Promise<FoundPage> {
  const below = before === undefined ? last : await findPlace(tx, before);
  const above = after === undefined ? first : await findPlace(tx, after);
  if (!below || !above) return { events: [], next: null };
  const between = {
    below: earlier(below, filter.to === undefined ? last : { at: Date.parse(filter.to), id: 0 }),
    above: later(above, filter.from === undefined ? first : { at: Date.parse(filter.from), id: 0 }),
  };
  return pageOf(newestFirst(tx, keysOf(filter), between, limit + 1), isMeant, limit);
}

async function pageOf(
  found: AsyncIterable<FoundEvent>,
  isMeant: (event: FoundEvent) => boolean,
  limit: number,
): Promise<FoundPage> {
  const events: FoundEvent[] = [];
  let read = 0;
  for await (const event of found) {
    if (isMeant(event)) {
      const previous = events.at(-1);
      if (previous && events.length === limit) return { events, next: previous.id };
      events.push(event);
    }
    read += 1;
    if (read >= mostRead) return { events, next: event.id };
  }
  return { events, next: null };
}

function keysOf({ person, address, outcome, kind, group }: ActivityFilter): Key[] {
  if (person !== undefined) {
    return [
      { column: "actor_id", value: person },
      { column: "subject_id", value: person },
    ];
  }
  if (address !== undefined) return [{ column: "address", value: asStored(address) }];
  if (outcome === "failure") return [{ column: "failure" }];
  const kinds = kind === undefined ? group && kindsOf(group) : [kind];
  return kinds?.map((value) => ({ column: "kind", value })) ?? [{ column: null }];
}

function matcherOf({ person, address, outcome, kind, group }: ActivityFilter) {
  const kinds: readonly string[] | null = group === undefined ? null : kindsOf(group);
  const stored = address === undefined ? null : asStored(address);
  return (event: FoundEvent): boolean =>
    (person === undefined || event.actor_id === person || event.subject_id === person) &&
    (stored === null || event.address === stored) &&
    (outcome === undefined || event.outcome === outcome) &&
    (kind === undefined || event.kind === kind) &&
    (kinds === null || kinds.includes(event.kind));
}

function asStored(address: string): string {
  const canonical = canonicalAddress(address);
  return canonical === noAddress ? address : canonical;
}

/** Merges several indexes, and returns each event once. */
async function* newestFirst(
  tx: Queryable,
  keys: readonly Key[],
  between: Between,
  firstRead: number,
): AsyncGenerator<FoundEvent> {
  const streams = await Promise.all(
    keys.map(async (key) => {
      const events = eventsOf(tx, key, between, firstRead);
      return { events, head: (await events.next()).value };
    }),
  );
  for (;;) {
    let newest: FoundEvent | undefined;
    for (const { head } of streams) if (head && (!newest || isNewer(head, newest))) newest = head;
    if (!newest) return;
    const { id } = newest;
    yield newest;
    for (const stream of streams)
      if (stream.head?.id === id) stream.head = (await stream.events.next()).value;
  }
}

async function* eventsOf(
  tx: Queryable,
  key: Key,
  { above, below }: Between,
  firstRead: number,
): AsyncGenerator<FoundEvent, undefined> {
  for (let limit = firstRead; ; limit = readAtOnce) {
    const events = await eventsBetween(tx, { key, above, below, limit });
    yield* events;
    const end = events.at(-1);
    if (!end || events.length < limit) return undefined;
    below = end;
  }
}

const isNewer = (one: Place, other: Place) => one.at > other.at || (one.at === other.at && one.id > other.id);
const earlier = (one: Place, other: Place) => (isNewer(one, other) ? other : one);
const later = (one: Place, other: Place) => (isNewer(one, other) ? one : other);
