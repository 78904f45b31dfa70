import { createTransport } from "nodemailer";
import type { Clock } from "../core/clock.ts";
import { type Deliver, RefusedByMailServer, Undeliverable } from "./outbox.ts";

/** In milliseconds. The limits stop a silent mail server from delaying other mails or the shutdown. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

interface Sender {
  from: string;
  /** The name in the EHLO command, which is a domain or an address literal (RFC 5321 §4.1.1.1). */
  name: string;
  clock: Clock;
}

/** This header prevents automatic replies, such as vacation notices (RFC 3834 §5). */
const headers = { "Auto-Submitted": "auto-generated" };

/** Only a local mail server gets unencrypted mails, because mails contain links and codes. */
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
    deliver: async (mail, { id, signal }) => {
      try {
        const messageId = `<${id}@${name}>`;
        await transport.sendMail({ ...mail, messageId, signal, date: new Date(clock.now()) });
      } catch (error) {
        const reply = replyIn(error);
        if (reply === null) throw error;
        throw isRefusedForGood(error) ? new Undeliverable(reply) : new RefusedByMailServer(reply);
      }
    },
    close: () => transport.close(),
  };
}

function replyIn(error: unknown): string | null {
  if (!(error instanceof Error) || !("response" in error) || typeof error.response !== "string") return null;
  const words = error.response.replaceAll(/[\p{C}\s]+/gu, " ").replaceAll(/\S*@\S*/g, "(address)");
  const asked = "command" in error ? ` to ${String(error.command)}` : "";
  return `The mail server replied${asked}: ${words.slice(0, 300)}`;
}

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

/** Matches replies about a missing or disabled mailbox (RFC 3463 §3.2, RFC 5321 §4.2.3). */
const noSuchMailbox = /^5\d\d[ -](?:5\.1\.\d+|5\.2\.1)\b|^55[013](?![ -]\d\.\d+\.\d+)/;

function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !("command" in error) || !("response" in error)) return false;
  return error.command === "RCPT TO" && noSuchMailbox.test(String(error.response));
}
