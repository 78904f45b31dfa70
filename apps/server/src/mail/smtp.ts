import { createTransport } from "nodemailer";
import type { Clock } from "../core/clock.ts";
import { type Deliver, Undeliverable } from "./outbox.ts";

/** Milliseconds. A mail server that says nothing must not hold up the others, nor the server's stop. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

interface Sender {
  from: string;
  /** What this server calls itself in EHLO: a domain or an address literal (RFC 5321 §4.1.1.1). */
  name: string;
  clock: Clock;
}

/** RFC 3834 §5: no vacation responder answers these mails. */
const headers = { "Auto-Submitted": "auto-generated" };

/**
 * Hands mails to the SMTP server at `url` (`smtp://` or `smtps://`, with user and password if it wants them). Mails
 * carry links and codes, so they go out encrypted or not at all, except to this machine itself. They are dated by `clock`.
 */
export function deliverBySmtp(
  url: string,
  { from, name, clock }: Sender,
): { deliver: Deliver; close: () => void } {
  const transport = createTransport(smtpAddress(url, name), {
    from,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async (mail) => {
      try {
        await transport.sendMail({ ...mail, date: new Date(clock.now()) });
      } catch (error) {
        const reply = replyIn(error);
        if (reply === null) throw error;
        throw isRefusedForGood(error) ? new Undeliverable(reply) : new Error(reply);
      }
    },
    close: () => transport.close(),
  };
}

/** What the mail server replied, for the log: without addresses and control characters. Null if it said nothing. */
function replyIn(error: unknown): string | null {
  if (!(error instanceof Error) || !("response" in error) || typeof error.response !== "string") return null;
  const words = error.response.replaceAll(/[\p{C}\s]+/gu, " ").replaceAll(/\S*@\S*/g, "(address)");
  const asked = "command" in error ? ` to ${String(error.command)}` : "";
  return `The mail server replied${asked}: ${words.slice(0, 300)}`;
}

/** The address with our name and limits as its query. What it sets there itself wins. */
export function smtpAddress(url: string, name: string): string {
  const address = new URL(url);
  const requireTLS = address.protocol === "smtp:" && !isThisMachine(address.hostname);
  for (const [option, value] of Object.entries({ ...limits, requireTLS, name })) {
    if (!address.searchParams.has(option)) address.searchParams.set(option, String(value));
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

/**
 * A reply that there is no such mailbox: by its enhanced code where it has one (RFC 3463 §3.2: 5.1.x, and 5.2.1), else 550,
 * 551 or 553 (RFC 5321 §4.2.3). What is said of sender, login, relaying or policy is for the operator to mend.
 */
const noSuchMailbox = /^5\d\d[ -](?:5\.1\.\d+|5\.2\.1)\b|^55[013](?![ -]\d\.\d+\.\d+)/;

function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !("command" in error) || !("response" in error)) return false;
  return error.command === "RCPT TO" && noSuchMailbox.test(String(error.response));
}
