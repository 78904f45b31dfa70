import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { freePort } from "../free-port.ts";
import type { Asking, ServerName } from "./comparisons.ts";

export interface Answer {
  milliseconds: number;
  status: number;
  body: string;
}

export class Measured implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #addresses = 0;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(name: ServerName): Promise<Measured> {
    const port = await freePort();
    const fault = name === "as it is" ? "none" : name;
    const child = fork(join(import.meta.dirname, "server.ts"), [`${port}`, fault]);
    const ended = once(child, "exit").then(() => {
      throw new Error(`The server "${name}" ended before it was measured.`);
    });
    await Promise.race([once(child, "message"), ended]);
    ended.catch(() => {});
    return new Measured(child, port);
  }

  async ask({ path, body, address }: Asking): Promise<Answer> {
    const payload = JSON.stringify(body);
    const began = performance.now();
    const asking = request({
      agent: this.#agent,
      host: "127.0.0.1",
      port: this.#port,
      method: "POST",
      path,
      headers: {
        host: `portal.localhost:${this.#port}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(payload),
        "x-forwarded-for": address ?? this.#nextAddress(),
      },
    });
    asking.end(payload);
    const [response] = (await once(asking, "response")) as [import("node:http").IncomingMessage];
    const answered = await text(response);
    return { milliseconds: performance.now() - began, status: response.statusCode ?? 0, body: answered };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }

  #nextAddress(): string {
    const number = this.#addresses++;
    return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  }
}
