import { simpleParser } from "mailparser";

/** One received mail. */
export interface Mail {
  /** Sorts by time of arrival. */
  readonly id: string;
  readonly receivedAt: Date;
  /** The sender of the envelope (RFC 5321 §4.1.1.2), empty for a bounce. */
  readonly sender: string;
  /** The recipients of the envelope, who get the mail. The "To" header may differ. */
  readonly recipients: readonly string[];
  /** The mail's own "From" line. */
  readonly from: string;
  readonly subject: string;
  /** The plain text part, or text made from the HTML part if there is none. */
  readonly text: string;
  /** The HTML part, or null. It is untrusted: show it only in a sandbox. */
  readonly html: string | null;
  /** The whole mail, headers first. */
  readonly source: Buffer;
}

export interface Envelope {
  readonly sender: string;
  readonly recipients: readonly string[];
}

/**
 * Adds the envelope to the mail as trace headers, as a final delivery does (RFC 5321 §4.4, RFC 9228), so the source
 * contains everything about the mail.
 */
export function delivered(body: Buffer, { sender, recipients }: Envelope, receivedAt: Date): Buffer {
  const trace = [
    `Return-Path: <${sender}>`,
    ...recipients.map((recipient) => `Delivered-To: ${recipient}`),
    `Received: by the inbox; ${receivedAt.toISOString()}`,
  ];
  return Buffer.concat([Buffer.from(`${trace.join("\r\n")}\r\n`), body]);
}

/** Parses the output of `delivered`. */
export async function readMail(id: string, source: Buffer): Promise<Mail> {
  const parsed = await simpleParser(source, { skipTextToHtml: true });
  const lines = parsed.headerLines;
  // The sender may add headers with the same names. Ours come before the first "Received".
  const trace = lines.slice(0, lines.findIndex(({ key }) => key === "received") + 1);
  const values = (name: string) =>
    trace.filter(({ key }) => key === name).map(({ line }) => line.slice(name.length + 1).trim());

  return {
    id,
    receivedAt: new Date(values("received")[0]?.split("; ")[1] ?? 0),
    sender: values("return-path")[0]?.replace(/^<|>$/g, "") ?? "",
    recipients: values("delivered-to"),
    from: parsed.from?.text ?? "",
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html === false || parsed.html === undefined ? null : parsed.html,
    source,
  };
}
