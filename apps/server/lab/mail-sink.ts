import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  messageId: string;
  to: string;
  subject: string;
  at: number;
}

interface Receiving {
  onMail?: (mail: ReceivedMail, whole: string) => void;
  /** An error with a `responseCode` refuses the mail. */
  refusalOf?: (recipient: string) => (Error & { responseCode: number }) | null;
}

export class MailSink implements AsyncDisposable {
  readonly #server: SMTPServer;
  readonly port: number;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open({ onMail, refusalOf }: Receiving = {}): Promise<MailSink> {
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      closeTimeout: 500,
      onRcptTo: ({ address }, _session, done) => done(refusalOf?.(address)),
      onData(stream, _session, done) {
        if (!onMail) {
          stream.on("end", () => done());
          stream.resume();
          return;
        }
        text(stream).then((mail) => {
          onMail(read(mail), mail);
          done();
        }, done);
      },
    });
    server.on("error", () => {});
    const listener = server.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new MailSink(server, (listener.address() as AddressInfo).port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function read(mail: string): ReceivedMail {
  const [head = ""] = mail.split("\r\n\r\n", 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, "im").exec(unfolded)?.[1] ?? "";
  const [, address = header("To")] = /<([^<>]+)>\s*$/.exec(header("To")) ?? [];
  return { messageId: header("Message-ID"), to: address, subject: header("Subject"), at: Date.now() };
}
