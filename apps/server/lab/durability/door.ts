import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import type { Answering } from "../simulation/browser.ts";

/** The request got no complete answer. It is unknown whether the server has processed the request. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

export interface Answer {
  status: number;
  milliseconds: number;
}

export class Door implements Answering, Disposable {
  readonly port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #patienceMs: number;
  onAnswer: (answer: Answer) => void = () => {};

  constructor(port: number, patienceMs = 60_000) {
    this.port = port;
    this.#patienceMs = patienceMs;
  }

  inject: Answering["inject"] = async ({ method, url, remoteAddress, headers, cookies, payload }) => {
    const body = payload === undefined ? undefined : JSON.stringify(payload);
    const began = performance.now();
    const sent = request({
      host: "127.0.0.1",
      port: this.port,
      agent: this.#agent,
      method,
      path: url,
      signal: AbortSignal.timeout(this.#patienceMs),
      headers: {
        ...headers,
        "x-forwarded-for": remoteAddress,
        cookie: Object.entries(cookies)
          .map((pair) => pair.join("="))
          .join("; "),
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
      },
    });
    // Without this listener, a connection that breaks after the answer would end the process.
    sent.on("error", () => {});
    try {
      sent.end(body);
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      const answer = await text(response);
      const { statusCode: status = 0 } = response;
      this.onAnswer({ status, milliseconds: performance.now() - began });
      const lines = response.headers["set-cookie"] ?? [];
      return {
        statusCode: status,
        cookies: lines.map(cookieOf),
        json: () => JSON.parse(answer) as unknown,
      };
    } catch (cause) {
      throw new NoAnswer(`${method} ${url}`, { cause });
    }
  };

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

function cookieOf(line: string): { name: string; value: string; maxAge?: number } {
  const [, name = "", value = ""] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
  const [, maxAge] = /; *max-age=(-?\d+)/i.exec(line) ?? [];
  return { name, value, ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }) };
}
