import { endpoint } from "./endpoint.ts";
import { eventPage, NextPage, Outcome } from "./event-page.ts";
import { Instant, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const OwnEvent = z.object({
  id: z.int(),
  at: Instant,
  outcome: Outcome,
  words: z.array(z.union([z.string(), z.object({ at: Instant })])),
  /**
   * The address of the request, or null if an administrator acted. For a failed login, the address can be a
   * stranger's.
   */
  address: z.nullable(z.string()),
});
export type OwnEvent = z.infer<typeof OwnEvent>;

export const listOwnActivity = endpoint({
  method: "GET",
  path: "/api/:realm/activity",
  summary: "List what happened to the caller's own account, newest first, page by page",
  asks: "signed-in",
  params: z.object({ realm: Realm }),
  query: z.object(eventPage),
  reply: z.object({ events: z.array(OwnEvent), next: NextPage }),
});
