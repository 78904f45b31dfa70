import { type EventGroup, eventGroups } from "./activity-sentences.ts";
import { endpoint } from "./endpoint.ts";
import { Instant, Nothing } from "./text.ts";
import { z } from "./zod.ts";

const addressMistake = "Enter an address like https://example.com/hook.";

/** A URL with a user name or a password is refused, because the activity log and the server's log show URLs. */
export const WebhookUrl = z.string().check(
  z.trim(),
  z.maxLength(1000, "Use at most 1000 characters."),
  z.refine((text) => urlIn(text) !== null, addressMistake),
);

function urlIn(text: string): URL | null {
  if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === "" && url.password === "" && url.hash === "" ? url : null;
}

const groups = Object.keys(eventGroups) as EventGroup[];

const Groups = z.array(z.enum(groups)).check(z.minLength(1, "Choose at least one."));

export const webhookProblems = [
  "refused-address",
  "no-address",
  "no-connection",
  "no-tls",
  "no-answer",
  "redirected",
  "gone",
  "refused",
  "unreadable-secret",
  "restored",
] as const;

export const WebhookProblem = z.object({ why: z.enum(webhookProblems), status: z.nullable(z.int()) });
export type WebhookProblem = z.infer<typeof WebhookProblem>;

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  groups: Groups,
  createdAt: Instant,
  /** A paused webhook sends nothing until an owner resumes it. */
  state: z.enum(["active", "failing", "paused"]),
  failingSince: z.nullable(Instant),
  problem: z.nullable(WebhookProblem),
  nextAttemptAt: z.nullable(Instant),
  lastDeliveredAt: z.nullable(Instant),
  /** Until this time, events are also signed with the previous secret. */
  previousSecretUntil: z.nullable(Instant),
  /** How many events are waiting. Also counts events of kinds that the webhook doesn't want. */
  waiting: z.int(),
  /** How many events were never sent because too many were waiting. */
  skipped: z.int(),
});
export type Webhook = z.infer<typeof Webhook>;

const params = z.object({ id: z.uuid() });
const ofOwner = { asks: "administrator", atLeast: "owner" } as const;
const proof = "second-factor";

export const listWebhooks = endpoint({
  method: "GET",
  path: "/api/admin/webhooks",
  summary: "List the addresses that get new activity, and how their deliveries go",
  ...ofOwner,
  reply: z.object({ webhooks: z.array(Webhook) }),
});

export const addWebhook = endpoint({
  method: "POST",
  path: "/api/admin/webhooks",
  summary: "Send new activity to an address from now on; the reply has the secret, which is shown only once",
  ...ofOwner,
  proof,
  body: z.object({ url: WebhookUrl, groups: Groups }),
  reply: z.object({
    webhook: Webhook,
    /** The secret has the form of Standard Webhooks: `whsec_` and base64. */
    secret: z.string(),
  }),
});

/**
 * Also sends the events that happened during the pause. If too many events wait, the oldest events are skipped.
 */
export const resumeWebhook = endpoint({
  method: "POST",
  path: "/api/admin/webhooks/:id/resume",
  summary: "Try to deliver to a webhook at once, also if it is paused",
  ...ofOwner,
  proof,
  params,
  reply: Webhook,
});

/** For 24 hours, each event is signed with the new and the previous secret. */
export const rotateWebhookSecret = endpoint({
  method: "POST",
  path: "/api/admin/webhooks/:id/secret",
  summary: "Make a new secret for a webhook; the reply has the secret, which is shown only once",
  ...ofOwner,
  proof,
  params,
  reply: z.object({ webhook: Webhook, secret: z.string() }),
});

/** Makes one attempt, and replies with the result. The webhook's state stays unchanged. */
export const testWebhook = endpoint({
  method: "POST",
  path: "/api/admin/webhooks/:id/test",
  summary: "Send a test event to a webhook",
  ...ofOwner,
  proof,
  params,
  reply: z.object({ problem: z.nullable(WebhookProblem) }),
});

export const removeWebhook = endpoint({
  method: "DELETE",
  path: "/api/admin/webhooks/:id",
  summary: "Send no more activity to an address, and forget its secret",
  ...ofOwner,
  proof,
  params,
  reply: Nothing,
});
