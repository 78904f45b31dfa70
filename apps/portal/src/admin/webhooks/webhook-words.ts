import type { Webhook, WebhookProblem } from "@sallyport/contract/webhooks";

const words: Readonly<Record<WebhookProblem["why"], string>> = {
  "refused-address": "The address is internal, or isn't https. WEBHOOK_NETWORKS can allow it.",
  "no-address": "DNS has no address for the host.",
  "no-connection": "The host refuses the connection, or breaks it.",
  "no-tls": "The host's certificate isn't valid.",
  "no-answer": "The host didn't answer within 15 seconds.",
  redirected: "The host answered with a redirect. Give the address that it leads to.",
  gone: "The host said that the address is gone.",
  refused: "The host answered with an error.",
  restored: "The database was restored from a backup. Resume it if this server should send its events.",
  "unreadable-secret": "The secret can't be read. Remove the webhook and add it again.",
};

export function problemWords({ why, status }: WebhookProblem): string {
  return status === null ? words[why] : `${words[why]} (status ${status})`;
}

export const stateBadges: Readonly<
  Record<Webhook["state"], { label: string; tone: "success" | "warning" | "danger" }>
> = {
  active: { label: "Active", tone: "success" },
  failing: { label: "Failing", tone: "warning" },
  paused: { label: "Paused", tone: "danger" },
};

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
