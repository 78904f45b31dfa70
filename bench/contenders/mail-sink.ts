import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** Accepts every mail and forgets it. */
export class MailSink implements AsyncDisposable {
  readonly #server: SMTPServer;
  readonly port: number;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(): Promise<MailSink> {
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      closeTimeout: 500,
      onData(stream, _session, done) {
        stream.on("end", () => done());
        stream.resume();
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
