import { simpleParser } from "mailparser";

export interface Mail {
  readonly id: string;
  readonly receivedAt: Date;
  /** The envelope sender (RFC 5321 §4.1.1.2). A bounce has an empty sender. */
  readonly sender: string;
  /** The envelope recipients. The "To" header can name other people. */
  readonly recipients: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** The HTML is untrusted, so show it only in a sandbox. */
  readonly html: string | null;
  readonly source: Buffer;
}

export interface Envelope {
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** Adds the envelope as headers, as a mail server does at final delivery (RFC 5321 §4.4, RFC 9228). */
export function delivered(body: Buffer, { sender, recipients }: Envelope, receivedAt: Date): Buffer {
  const trace = [
    `Return-Path: <${sender}>`,
    ...recipients.map((recipient) => `Delivered-To: ${recipient}`),
    `Received: by the inbox; ${receivedAt.toISOString()}`,
  ];
  return Buffer.concat([Buffer.from(`${trace.join("\r\n")}\r\n`), body]);
}

export async function readMail(id: string, source: Buffer): Promise<Mail> {
  const parsed = await simpleParser(source, { skipTextToHtml: true });
  const lines = parsed.headerLines;
  // Reads only the lines up to the first "Received". The sender could have forged the lines below it.
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
