import type { AuditEvent } from "@sallyport/contract/activity";
import { Badge } from "@sallyport/ui/badge";
import { memo } from "react";
import css from "./event-list.module.css";
import { EventSentence, sentenceText } from "./event-sentence.tsx";
import { EventLink } from "./open-event.tsx";

interface EventRowProps {
  event: AuditEvent;
  time: string;
  isOpen: boolean;
}

export const EventRow = memo(function EventRow({ event, time, isOpen }: EventRowProps) {
  return (
    <li className={css.row} data-event={event.id} data-open={isOpen ? "" : undefined}>
      <EventLink id={event.id} className={css.time} label={`${time} ${sentenceText(event)}`}>
        {time}
      </EventLink>
      <span className={css.sentence}>
        <EventSentence event={event} />
      </span>
      {event.outcome === "failure" ? <Badge tone="danger">Failure</Badge> : null}
      <span className={css.address}>{event.address}</span>
    </li>
  );
});
