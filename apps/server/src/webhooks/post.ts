import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import { second } from "../core/clock.ts";
import { checkedAddresses } from "./checked-addresses.ts";
import { Undelivered } from "./undelivered.ts";

/** Standard Webhooks recommends 15 to 30 seconds. */
const timeoutMs = 15 * second;
const mostOfAnswer = 64 * 1024;

export interface Sending {
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** A connection to the receiver. Opening the connection checks the receiver's addresses. */
export class Line implements Disposable {
  readonly #url: URL;
  readonly #agent: HttpAgent;

  private constructor(url: URL, addresses: readonly string[]) {
    this.#url = url;
    const options = {
      keepAlive: true,
      maxSockets: 1,
      // defence: AT-92 pinned
      lookup: pinnedTo(addresses),
    };
    this.#agent = url.protocol === "https:" ? new HttpsAgent(options) : new HttpAgent(options);
  }

  static async to(url: URL, reach: Parameters<typeof checkedAddresses>[1]): Promise<Line> {
    return new Line(url, await checkedAddresses(url, reach));
  }

  /** Only a status from 200 to 299 is a success. Redirects aren't followed. */
  async post({ body, headers, signal }: Sending): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await this.#send({ body, headers, signal: limit });
    drain(answer);
    const { statusCode: status = 0 } = answer;
    if (status >= 200 && status < 300) return;
    if (status >= 300 && status < 400) throw new Undelivered("redirected", { status });
    if (status === 410) throw new Undelivered("gone", { status });
    throw new Undelivered("refused", { status, retryAfterMs: waitIn(answer) });
  }

  #send({ body, headers, signal }: Sending): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const begin = this.#url.protocol === "https:" ? httpsRequest : httpRequest;
    const request = begin(
      this.#url,
      {
        method: "POST",
        agent: this.#agent,
        signal,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Sallyport-Webhooks",
          ...headers,
        },
      },
      resolve,
    );
    request.on("error", (error) => reject(new Undelivered(whyOf(error))));
    request.end(body);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

/** Uses the checked addresses. Resolving the name again could give another address (DNS rebinding). */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, { all }, callback) => {
    const [first] = found;
    if (all) callback(null, found);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/** Reads the answer's body, because the receiver can finish only after the whole body is read. */
function drain(answer: IncomingMessage): void {
  let length = 0;
  answer.on("data", (part: Buffer) => {
    length += part.length;
    if (length > mostOfAnswer) answer.destroy();
  });
  answer.on("error", () => {});
}

function waitIn({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * second : null;
}

function whyOf(error: NodeJS.ErrnoException): "no-answer" | "no-tls" | "no-connection" {
  if (error.name === "AbortError" || error.name === "TimeoutError") return "no-answer";
  return /CERT|TLS|SSL|EPROTO|SIGNATURE|ISSUER/.test(error.code ?? "") ? "no-tls" : "no-connection";
}
