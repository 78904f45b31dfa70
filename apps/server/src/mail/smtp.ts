import { createTransport } from "nodemailer";
import type { Deliver } from "./outbox.ts";

/** Hands mails to the SMTP server at `url` (`smtp://` or `smtps://`, with user and password where it wants them). */
export function deliverBySmtp(url: string, from: string): { deliver: Deliver; close: () => void } {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  return {
    deliver: async (mail) => {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
  };
}
