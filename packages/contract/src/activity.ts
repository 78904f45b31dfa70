import { endpoint } from "./endpoint.ts";
import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const AuditEvent = z.object({
  id: z.number().int(),
  at: Instant,
  kind: z.string(),
  /** Who did it: an e-mail address, or null if unknown. */
  actor: z.string().nullable(),
  /** The affected account, if it is another one. */
  subject: z.string().nullable(),
  outcome: z.enum(["success", "failure"]),
  /** The precise reason or the facts, as short text. */
  detail: z.string(),
  address: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const listActivity = endpoint({
  method: "GET",
  path: "/api/admin/activity",
  summary: "What happened, the newest first, by pages",
  asks: "administrator",
  atLeast: "read-only",
  query: z.object({
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ events: z.array(AuditEvent), next: z.number().int().nullable() }),
});
