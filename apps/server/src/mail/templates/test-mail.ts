import type { Mail } from "../mail.ts";
import type { Recipient } from "../recipient.ts";

export function testMail(to: Recipient): Mail {
  return {
    kind: "test",
    to,
    subject: "Your test mail has arrived",
    paragraphs: [
      "Sallyport can send mails. Invitations, reminders and warnings will reach people in the same way.",
    ],
    ifUnexpected: "If you did not ask for this mail, ignore it.",
    reason: "You received this mail because you asked for a test mail in the admin console.",
  };
}
