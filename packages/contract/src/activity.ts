import { type EventGroup, eventGroups } from "./activity-sentences.ts";
import { endpoint } from "./endpoint.ts";
import { eventKinds } from "./event-kinds.ts";
import { EventId, eventPage, NextPage, Outcome } from "./event-page.ts";
import { AccountId, Instant, noNul, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const EventPerson = z.object({
  id: z.string(),
  email: z.string(),
  /** The name at the time of the event. A deleted account keeps its name. */
  name: z.string(),
  realm: z.nullable(Realm),
});
export type EventPerson = z.infer<typeof EventPerson>;

export const AuditEvent = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  /** Null if the account is unknown. */
  actor: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  by: z.nullable(EventPerson),
  to: z.nullable(EventPerson),
  outcome: Outcome,
  detail: z.string(),
  address: z.nullable(z.string()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

const groups = Object.keys(eventGroups) as [EventGroup, ...EventGroup[]];

export const ActivityFilter = z.object({
  person: z.optional(AccountId),
  kind: z.optional(z.enum(eventKinds)),
  group: z.optional(z.enum(groups)),
  outcome: z.optional(Outcome),
  address: z.optional(z.string().check(noNul, z.trim(), z.maxLength(64))),
  from: z.optional(Instant),
  to: z.optional(Instant),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

/** A page can have fewer events than `limit`, or none at all, although a next page follows. */
export const listActivity = endpoint({
  method: "GET",
  path: "/api/admin/activity",
  summary: "List activity, newest first, page by page",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.extend(ActivityFilter, {
    ...eventPage,
    after: z.optional(EventId),
  }),
  reply: z.object({
    events: z.array(AuditEvent),
    next: NextPage,
    /** Null if the filter names no account or an unknown account. */
    person: z.nullable(EventPerson),
  }),
});

export const showEvent = endpoint({
  method: "GET",
  path: "/api/admin/activity/:id",
  summary: "See one event with its place in the chain",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  params: z.object({ id: EventId }),
  reply: z.extend(AuditEvent, {
    seq: z.nullable(z.int()),
    link: z.nullable(z.string()),
  }),
});

/** The export itself is added to the activity log. */
export const exportActivity = endpoint({
  method: "GET",
  path: "/api/admin/activity/export",
  summary: "Download activity as CSV or JSON lines, newest first",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.extend(ActivityFilter, { format: z.prefault(z.enum(["csv", "jsonl"]), "csv") }),
  reply: z.string(),
});
