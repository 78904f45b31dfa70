import { createTransport } from "nodemailer";
import type { Clock } from "../clock.ts";
import { type Deliver, Undeliverable } from "./outbox.ts";

/** Milliseconds. A mail server that says nothing must not hold up the others, nor the server's stop. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Hands mails to the SMTP server at `url` (`smtp://` or `smtps://`, with user and password where it wants them). Mails
 * carry links and codes, so they go out encrypted or not at all, except to this machine itself. They are dated by `clock`.
 */
export function deliverBySmtp(
  url: string,
  { from, clock }: { from: string; clock: Clock },
): { deliver: Deliver; close: () => void } {
  const transport = createTransport(smtpAddress(url), {
    from,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async (mail) => {
      try {
        await transport.sendMail({ ...mail, date: new Date(clock.now()) });
      } catch (error) {
        throw isRefusedForGood(error)
          ? new Undeliverable("The mail server refuses the address.", { cause: error })
          : error;
      }
    },
    close: () => transport.close(),
  };
}

/** The address with our limits as its query. What it sets there itself wins. */
export function smtpAddress(url: string): string {
  const address = new URL(url);
  const requireTLS = address.protocol === "smtp:" && !isThisMachine(address.hostname);
  for (const [name, value] of Object.entries({ ...limits, requireTLS })) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, String(value));
  }
  return address.href;
}

function isThisMachine(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** A permanent reply (5yz, RFC 5321 §4.2.1) about the recipient; one about the sender or the login is for us to mend. */
function isRefusedForGood(error: unknown): boolean {
  return (
    error instanceof Error &&
    "command" in error &&
    error.command === "RCPT TO" &&
    "permanent" in error &&
    error.permanent === true
  );
}
