import type { AuditEvent, EventPerson, showEvent } from "@sallyport/contract/activity";
import { labelOf } from "@sallyport/contract/activity-sentences";
import type { Reply } from "@sallyport/contract/endpoint";
import { Badge } from "@sallyport/ui/badge";
import { CopyButton } from "@sallyport/ui/copy-button";
import { EmptyState } from "@sallyport/ui/empty-state";
import { Moment } from "@sallyport/ui/moment";
import { SidePane } from "@sallyport/ui/side-pane";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { useEvent } from "./activity-query.ts";
import css from "./event-pane.module.css";
import { EventSentence, PersonLink } from "./event-sentence.tsx";
import { rowOf, useOpenEvent } from "./open-event.tsx";

export function EventPane({ events }: { events: readonly AuditEvent[] }) {
  const { openId, close } = useOpenEvent();
  // `id` stays the last opened event, so the pane still shows this event while the pane closes.
  const [id, setId] = useState(openId);
  if (openId !== null && openId !== id) setId(openId);
  if (id === null) return null;
  return (
    <Pane id={id} isOpen={openId !== null} shown={events.find((event) => event.id === id)} onClose={close} />
  );
}

interface PaneProps {
  id: number;
  isOpen: boolean;
  shown: AuditEvent | undefined;
  onClose: () => void;
}

function Pane({ id, isOpen, shown, onClose }: PaneProps) {
  const event = useEvent(id, shown);
  const isMissing = event.error !== null && problemOf(event.error).code === "not-found";
  return (
    <SidePane
      title={event.data ? <EventSentence event={event.data} /> : "Event"}
      isOpen={isOpen}
      onClose={onClose}
      returnFocus={() => rowOf(id)}
    >
      {isMissing ? (
        <EmptyState title="There is no such event">The link may be old, or not complete.</EmptyState>
      ) : (
        <Loaded query={event} what="the event">
          {(loaded) => <EventFields event={loaded} />}
        </Loaded>
      )}
    </SidePane>
  );
}

function EventFields({ event }: { event: Reply<typeof showEvent> }) {
  return (
    <>
      <dl className={css.fields}>
        <Field name="Time">
          <Moment at={event.at} as="exact" />
        </Field>
        <Field name="Result">
          {event.outcome === "success" ? (
            <Badge tone="success">Success</Badge>
          ) : (
            <Badge tone="danger">Failure</Badge>
          )}
        </Field>
        <Field name={event.to ? "By" : "Account"}>
          {event.by ? <Person person={event.by} /> : "Unknown, or the server"}
        </Field>
        {event.to ? (
          <Field name="To">
            <Person person={event.to} />
          </Field>
        ) : null}
        {event.address === null ? null : (
          <Field name="Address">
            <Link to={`/admin/activity?address=${encodeURIComponent(event.address)}`}>{event.address}</Link>
          </Field>
        )}
        <Field name="Kind">
          <Link to={`/admin/activity?kind=${event.kind}`}>{labelOf(event.kind)}</Link>
        </Field>
      </dl>
      <h3>Raw fields</h3>
      <dl className={css.fields}>
        {Object.entries(rawOf(event)).map(([name, value]) => (
          <Field key={name} name={name}>
            <code>{value}</code>
          </Field>
        ))}
      </dl>
      <CopyButton text={JSON.stringify(rawOf(event), null, 2)} label="Copy as JSON" />
    </>
  );
}

function rawOf({
  id,
  kind,
  at,
  outcome,
  actor,
  by,
  subject,
  to,
  address,
  detail,
  seq,
  link,
}: Reply<typeof showEvent>) {
  const fields = {
    id,
    seq,
    event: kind,
    at,
    outcome,
    actor_id: by?.id ?? null,
    actor,
    subject_id: to?.id ?? null,
    subject,
    address,
    detail,
    link,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ""));
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.field}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Person({ person }: { person: EventPerson }) {
  return (
    <>
      <PersonLink person={person} />
      {person.realm === null ? " (deleted)" : null}
      <br />
      {person.email === person.name ? null : (
        <>
          {person.email}
          <br />
        </>
      )}
      <Link to={`/admin/activity?person=${person.id}`}>All activity</Link>
    </>
  );
}
