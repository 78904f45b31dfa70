import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";
import { say } from "../text.ts";

export function webhookPausedMail(
  to: Recipient,
  { origin, isGone }: { origin: string; isGone: boolean },
): Mail {
  return {
    kind: "webhook-paused",
    to,
    subject: "A webhook is paused",
    paragraphs: [
      isGone
        ? say`The server no longer sends activity to ${origin}, because its receiver answered that this address is gone.`
        : say`The server no longer sends activity to ${origin}, because its receiver took no event for three days.`,
      "The newest 10,000 events wait. To send them, open Activity and then Webhooks in the console, and resume the webhook. If it isn't needed any more, remove it there.",
    ],
    ifUnexpected: "If you don't know this webhook, ask the other owners before you resume it.",
    reason: "You received this mail because owners are told when a webhook is paused.",
  };
}
