import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Envelope } from "./mail.ts";

const largestMailBytes = 2 * 1024 * 1024;

export interface SmtpDoor {
  readonly port: number;
  close(): Promise<void>;
}

/** Accepts every mail, and offers neither TLS nor passwords. `host` must be a loopback address. */
export async function openSmtpDoor(options: {
  host: string;
  port: number;
  take: (body: Buffer, envelope: Envelope) => Promise<void>;
}): Promise<SmtpDoor> {
  const server = new SMTPServer({
    banner: "Mails stay in this inbox",
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: largestMailBytes,
    rejectOversized: true,
    maxClients: 50,
    maxRecipients: 100,
    closeTimeout: 500,
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        sender: mailFrom === false ? "" : mailFrom.address,
        recipients: rcptTo.map(({ address }) => address),
      };
      readBody(stream)
        .then((body) => (body ? options.take(body, envelope) : undefined))
        .then(() => done(), done);
    },
  });

  // Without this listener, a client that disconnects during a mail would stop the process. If the port is in
  // use, `once` below throws.
  server.on("error", () => {});
  const listener = server.listen(options.port, options.host);
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function readBody(stream: SMTPServerDataStream): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded) chunks = [];
    else chunks.push(chunk);
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks);
}
