import { sentenceOf } from "@sallyport/contract/activity-sentences";
import { withNames } from "@sallyport/contract/activity-words";
import type { Reply } from "@sallyport/contract/endpoint";
import type { listOwnActivity as contract, OwnEvent } from "@sallyport/contract/own-activity";
import { instant } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import type { FoundEvent } from "./found-events.repository.ts";
import { type EventsPage, findEvents } from "./found-events.ts";
import { shownEvent } from "./shown-event.ts";

/** Omits the caller's changes to other accounts, and the names of administrators. */
export async function listOwnActivity(
  { database }: { database: Database },
  { account: { id } }: { account: { id: string } },
  page: EventsPage,
): Promise<Reply<typeof contract>> {
  const isOwn = (event: FoundEvent) => (event.subject_id ?? event.actor_id) === id;
  const { events, next } = await readAtOneMoment(database, (tx) =>
    findEvents(tx, { person: id }, page, isOwn),
  );
  return { events: events.map((event) => ownEvent(event, id)), next };
}

function ownEvent(event: FoundEvent, id: string): OwnEvent {
  const { actor_id, subject_id, outcome, address } = event;
  const ids = { actor: actor_id, subject: subject_id };
  const words = withNames(sentenceOf(shownEvent(event)), (person, form) => {
    if (ids[person] === id) return { pronoun: form === "name" ? "you" : "your" };
    const name = ids[person] === null ? "someone" : "an administrator";
    return { pronoun: form === "name" ? name : `${name}'s` };
  });
  return {
    id: event.id,
    at: instant(event.at),
    outcome,
    words,
    address: actor_id === id ? address : null,
  };
}
