import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  cookies: Map<string, string>;
  body: string;
}

export interface Sending {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  cookies?: ReadonlyMap<string, string>;
  body?: unknown;
}

/** A small HTTP client. Node's own client would take processor time that the server might need. */
export class Connection implements Disposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #wake: (() => void) | undefined;
  #closed: { cause: Error | undefined } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#wake?.();
    });
    socket.on("error", (cause) => {
      this.#closed = { cause };
    });
    socket.on("close", () => {
      this.#closed ??= { cause: undefined };
      this.#wake?.();
    });
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: "127.0.0.1" });
    await once(socket, "connect");
    return new Connection(socket);
  }

  async send(sending: Sending): Promise<Answer> {
    this.#write(sending);
    return this.#answer();
  }

  /** @returns the milliseconds until the answer's head and the first bytes of its body have arrived */
  async firstBytes(sending: Sending): Promise<number> {
    const began = performance.now();
    this.#write(sending);
    const head = await this.#until("\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 200")) throw new Error(`${sending.path}: ${head.slice(0, 15)}`);
    await this.#take(1);
    return performance.now() - began;
  }

  #write({ method, path, headers, cookies, body }: Sending): void {
    const payload = body === undefined ? "" : JSON.stringify(body);
    const lines = [`${method} ${path} HTTP/1.1`, ...Object.entries(headers).map((pair) => pair.join(": "))];
    if (cookies && cookies.size > 0)
      lines.push(`cookie: ${[...cookies].map((pair) => pair.join("=")).join("; ")}`);
    if (body !== undefined)
      lines.push("content-type: application/json", `content-length: ${Buffer.byteLength(payload)}`);
    this.#socket.write(`${lines.join("\r\n")}\r\n\r\n${payload}`);
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  async #answer(): Promise<Answer> {
    const head = await this.#until("\r\n\r\n");
    const status = Number(head.slice(9, 12));
    const cookies = new Map<string, string>();
    for (const [, name = "", value = ""] of head.matchAll(/^set-cookie: ([^=;\r]+)=([^;\r]*)/gim))
      cookies.set(name, value);
    const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
    const body = length === undefined ? await this.#chunks(head) : await this.#take(Number(length));
    return { status, cookies, body };
  }

  async #chunks(head: string): Promise<string> {
    if (!/^transfer-encoding: chunked/im.test(head)) return "";
    let body = "";
    for (;;) {
      const size = Number.parseInt(await this.#until("\r\n"), 16);
      body += await this.#take(size);
      await this.#until("\r\n");
      if (size === 0) return body;
    }
  }

  async #until(mark: string): Promise<string> {
    for (;;) {
      const at = this.#received.indexOf(mark);
      if (at >= 0) {
        const text = await this.#take(at);
        await this.#take(mark.length);
        return text;
      }
      await this.#more();
    }
  }

  async #take(length: number): Promise<string> {
    while (this.#received.length < length) await this.#more();
    const text = this.#received.toString("utf8", 0, length);
    this.#received = this.#received.subarray(length);
    return text;
  }

  async #more(): Promise<void> {
    this.#refuseIfClosed();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#refuseIfClosed();
  }

  #refuseIfClosed(): void {
    if (this.#closed) throw new Error("The server closed the connection.", { cause: this.#closed.cause });
  }
}
