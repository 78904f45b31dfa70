import { endpoint } from "./endpoint.ts";
import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const AuditEvent = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  /** The e-mail address of the account that caused the event. Null if the account is unknown. */
  actor: z.nullable(z.string()),
  /** The e-mail address of the affected account. Null if the actor changed their own account. */
  subject: z.nullable(z.string()),
  outcome: z.enum(["success", "failure"]),
  detail: z.string(),
  address: z.nullable(z.string()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const listActivity = endpoint({
  method: "GET",
  path: "/api/admin/activity",
  summary: "List activity, newest first, page by page",
  asks: "administrator",
  atLeast: "read-only",
  query: z.object({
    before: z.optional(z.coerce.number().check(z.int(), z.positive())),
    limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  }),
  reply: z.object({ events: z.array(AuditEvent), next: z.nullable(z.int()) }),
});
