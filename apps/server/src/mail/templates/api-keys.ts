import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";
import { at, say } from "../text.ts";

export function apiKeyCreatedMail(
  to: Recipient,
  { name, expiresAt }: { name: string; expiresAt: number },
): Mail {
  return {
    kind: "api-key-created",
    to,
    subject: "An API key was created",
    paragraphs: [
      say`The API key “${name}” was created with your account. Until ${at(expiresAt)}, scripts can act in your name with it. You can revoke it in the console.`,
    ],
    ifUnexpected:
      "If this wasn't you, an attacker is logged in to your account. Revoke the key, and tell an owner at once.",
    reason: "You received this mail because every new API key is reported to its owner.",
  };
}
