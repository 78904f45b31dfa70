import { type EventGroup, groupOf } from "@sallyport/contract/activity-sentences";
import type { ShippedEvent } from "../activity/found-events.repository.ts";
import { plainSentence } from "../activity/plain-sentence.ts";
import { shownEvent } from "../activity/shown-event.ts";
import type { Message } from "./signature.ts";

/**
 * Returns null if the event isn't in these groups. If this version doesn't know the event's kind, every webhook
 * gets the event. The ID comes from the event's place in the chain, so a restored backup never repeats an ID.
 */
export function messageOf(event: ShippedEvent, groups: string): Message | null {
  const group = groupOf(event.kind);
  if (group !== null && !groupsIn(groups).includes(group)) return null;
  const shown = shownEvent(event);
  const data = { ...shown, what: plainSentence(shown) };
  return {
    id: `evt_${Buffer.from(event.link).toString("hex").slice(0, 32)}`,
    body: JSON.stringify({ type: event.kind, timestamp: data.at, data }),
  };
}

export function groupsIn(stored: string): EventGroup[] {
  return stored.split(" ") as EventGroup[];
}
