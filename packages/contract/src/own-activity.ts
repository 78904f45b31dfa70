import { endpoint } from "./endpoint.ts";
import { eventPage, NextPage, Outcome } from "./event-page.ts";
import { Instant, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const OwnEvent = z.object({
  id: z.int(),
  at: Instant,
  outcome: Outcome,
  words: z.array(z.union([z.string(), z.object({ at: Instant })])),
  /** Null for acts of administrators. Includes a stranger whose login as the account failed. */
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
