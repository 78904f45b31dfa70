import type * as contract from "@sallyport/contract/activity";
import type { ActivityFilter, EventPerson } from "@sallyport/contract/activity";
import type { Reply } from "@sallyport/contract/endpoint";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import { findEvent, findNamed } from "./found-events.repository.ts";
import { type EventsPage, findEvents } from "./found-events.ts";
import { actorIn, shownEvent, subjectIn } from "./shown-event.ts";

interface Parts {
  database: Database;
}

export function listActivity(
  { database }: Parts,
  _actor: unknown,
  { before, after, limit, ...filter }: ActivityFilter & EventsPage,
): Promise<Reply<typeof contract.listActivity>> {
  return readAtOneMoment(database, async (tx) => {
    const { events, next } = await findEvents(tx, filter, { before, after, limit });
    const person = filter.person === undefined ? null : await personOf(tx, filter.person);
    return { events: events.map(shownEvent), next, person };
  });
}

export async function showEvent(
  { database }: Parts,
  _actor: unknown,
  { id }: { id: number },
): Promise<Reply<typeof contract.showEvent>> {
  const row = await findEvent(database, id);
  if (!row) throw new Refused("not-found");
  return { ...shownEvent(row), seq: row.seq, link: row.link && Buffer.from(row.link).toString("hex") };
}

async function personOf(tx: Queryable, id: string): Promise<EventPerson | null> {
  const account = await findNamed(tx, id);
  if (account) return account;
  const [newest] = (await findEvents(tx, { person: id }, { limit: 1 })).events;
  if (!newest) return null;
  return newest.subject_id === id ? subjectIn(newest) : actorIn(newest);
}
