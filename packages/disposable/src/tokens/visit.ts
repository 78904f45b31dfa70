import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  status: number;
  location: string | null;
  body: string;
}

interface Sent {
  method?: "GET" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** A browser without pages: keeps cookies, and asks the server behind the front, where no fault is. */
export class Visit {
  readonly #origin: URL;
  readonly #port: number;
  readonly #cookies = new Map<string, string>();

  constructor({ origin, port }: { origin: string; port: number }) {
    this.#origin = new URL(origin);
    this.#port = port;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answer> {
    const sent = request({
      host: "127.0.0.1",
      port: this.#port,
      path,
      method,
      agent: false,
      headers: {
        host: this.#origin.host,
        "user-agent": "@sallyport/disposable",
        cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; "),
        ...headers,
        ...(body === undefined ? {} : { "content-length": `${Buffer.byteLength(body)}` }),
      },
    });
    sent.end(body);
    const [reply] = (await once(sent, "response")) as [IncomingMessage];
    for (const line of reply.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return {
      status: reply.statusCode ?? 0,
      location: reply.headers.location ?? null,
      body: await text(reply),
    };
  }
}
