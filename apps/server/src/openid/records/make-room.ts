import { minute, second } from "../../core/clock.ts";
import { surroundingsOf } from "../../core/network.ts";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import { insertAuthorization } from "./authorizations.repository.ts";
import * as rows from "./room.repository.ts";

export interface Room {
  /** After this many requests within a minute, a source must wait. */
  aMinute: number;
  ofSource: number;
  ofApplication: number;
  inAll: number;
}

/** A row takes up to 10 KB, so the whole table stays under 200 MB. */
const usualRoom: Room = { aMinute: 600, ofSource: 1_000, ofApplication: 5_000, inAll: 20_000 };

interface Begin {
  /** The network of the browser, or the application that pushes the request. */
  source: string;
  applicationId: string | null;
  now: number;
}

const mostSources = 100;

/**
 * Any caller can begin requests, and each request is stored as a row. A source that begins too many requests must wait.
 * If the table is full, requests of the network with the most requests are deleted first. So a flood removes its own
 * requests.
 */
export async function makeRoom(
  database: Queryable,
  { source, applicationId, now }: Begin,
  room = usualRoom,
): Promise<void> {
  const recentAfter = now - minute;
  const { open, recent } = await rows.begunBy(database, source, { now, recentAfter });
  // defence: AT-150 source
  if (recent >= room.aMinute) {
    throw new Refused("too-many-requests", { retryAfterSeconds: minute / second });
  }
  if (open >= room.ofSource) {
    const limit = batchOf(room.ofSource);
    // The recent rows must stay, because the rate is counted from them.
    await rows.deleteFirstToExpire(database, { sources: [source], begunUntil: recentAfter, limit });
  }
  if (await isFull(database, { most: room.inAll }))
    if ((await rows.deleteExpired(database, now, room.inAll)) === 0)
      await thinOut(database, { limit: batchOf(room.inAll) });
  if (applicationId === null) return;
  if (await isFull(database, { applicationId, most: room.ofApplication }))
    await thinOut(database, { applicationId, limit: batchOf(room.ofApplication) });
}

export async function beginAuthorization(
  database: Queryable,
  row: Parameters<typeof insertAuthorization>[1],
): Promise<void> {
  const { source, application_id: applicationId, started_at: now } = row;
  await makeRoom(database, { source, applicationId, now });
  await insertAuthorization(database, row);
}

/** Deletes more rows than necessary, so that the rows aren't counted and deleted at every request of a flood. */
function batchOf(most: number): number {
  return Math.ceil(most / 20);
}

async function isFull(
  database: Queryable,
  { most, ...of }: { applicationId?: string; most: number },
): Promise<boolean> {
  return (await rows.countUpTo(database, { ...of, most })) >= most;
}

async function thinOut(
  database: Queryable,
  { limit, ...of }: { applicationId?: string; limit: number },
): Promise<void> {
  const counted = await rows.countBySource(database, of);
  const crowds = Map.groupBy(counted, ({ source }) => surroundingsOf(source));
  // defence: AT-150 crowd
  const largest = largestOf([...crowds.values()]);
  const sources = largest
    .toSorted((one, other) => other.count - one.count)
    .slice(0, mostSources)
    .map(({ source }) => source);
  await rows.deleteFirstToExpire(database, { ...of, sources, limit });
}

type Counted = { source: string; count: number }[];

function largestOf(crowds: readonly Counted[]): Counted {
  const sizeOf = (crowd: Counted) => crowd.reduce((sum, { count }) => sum + count, 0);
  return crowds.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0] ?? [];
}
