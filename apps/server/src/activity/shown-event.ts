import type { AuditEvent, EventPerson } from "@sallyport/contract/activity";
import { asOneLine } from "@sallyport/contract/characters";
import { instant } from "../core/clock.ts";
import type { FoundEvent } from "./found-events.repository.ts";

export function shownEvent(row: FoundEvent): AuditEvent {
  const { id, at, kind, actor, subject, outcome, detail, address } = row;
  return {
    id,
    at: instant(at),
    kind,
    actor,
    subject,
    by: actorIn(row),
    to: subjectIn(row),
    outcome,
    // Older versions stored details with control characters.
    detail: asOneLine(detail),
    address,
  };
}

export function actorIn({
  actor_id,
  actor,
  actor_name,
  actorNow,
  actorRealm,
}: FoundEvent): EventPerson | null {
  if (actor_id === null || actor === null) return null;
  return { id: actor_id, email: actor, name: asOneLine(actor_name ?? actorNow ?? actor), realm: actorRealm };
}

export function subjectIn(row: FoundEvent): EventPerson | null {
  const { subject_id, subject, subject_name, subjectNow, subjectRealm } = row;
  if (subject_id === null || subject === null) return null;
  const name = asOneLine(subject_name ?? subjectNow ?? subject);
  return { id: subject_id, email: subject, name, realm: subjectRealm };
}
