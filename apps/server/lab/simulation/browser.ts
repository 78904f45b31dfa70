import type { Endpoint, Reply, Request } from "@sallyport/contract/endpoint";
import { Problem } from "@sallyport/contract/problem";

export const portalOrigin = "http://portal.localhost:8080";
export const authenticatorOrigin = "http://authenticator.localhost:8080";

export type Answer<E extends Endpoint> =
  | { ok: true; reply: Reply<E>; status: number }
  | { ok: false; problem: Problem; status: number };

interface Sent {
  method: Endpoint["method"];
  url: string;
  remoteAddress: string;
  headers: Record<string, string>;
  cookies: Record<string, string>;
  payload?: object;
}

interface Received {
  statusCode: number;
  cookies: readonly { name: string; value: string; maxAge?: number; expires?: Date }[];
  json: () => unknown;
  payload?: string;
}

export interface Answering {
  inject: (sent: Sent) => Promise<Received>;
}

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Answering;
  readonly #address: string;
  readonly #origin: string;
  readonly #userAgent: string;

  constructor(
    app: Answering,
    { address = "192.0.2.1", origin = portalOrigin, userAgent = "lightMyRequest" } = {},
  ) {
    this.#app = app;
    this.#address = address;
    this.#origin = origin;
    this.#userAgent = userAgent;
  }

  async ask<E extends Endpoint>(endpoint: E, request: Request<E>): Promise<Answer<E>> {
    const { params = {}, query, body } = request as Loose;
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ""),
    );
    const search = new URLSearchParams(query);
    const response = await this.#app.inject({
      method: endpoint.method,
      url: search.size > 0 ? `${path}?${search.toString()}` : path,
      remoteAddress: this.#address,
      headers: {
        host: new URL(this.#origin).host,
        origin: this.#origin,
        "user-agent": this.#userAgent,
      },
      cookies: Object.fromEntries(this.cookies),
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      const isDropped = maxAge === 0 || (expires !== undefined && expires.getTime() <= 0);
      if (isDropped) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { statusCode: status } = response;
    if (status !== 200) return { ok: false, problem: Problem.parse(response.json()), status };
    return { ok: true, reply: endpoint.reply.parse(contentOf(endpoint, response)) as Reply<E>, status };
  }

  async get<E extends Endpoint>(endpoint: E, request: Request<E>): Promise<Reply<E>> {
    const answer = await this.ask(endpoint, request);
    if (!answer.ok) throw new Error(`${endpoint.path} was refused: ${answer.problem.code}`);
    return answer.reply;
  }

  async refusal<E extends Endpoint>(endpoint: E, request: Request<E>): Promise<Problem> {
    const answer = await this.ask(endpoint, request);
    if (answer.ok) throw new Error(`${endpoint.path} was not refused.`);
    return answer.problem;
  }

  copy(): Browser {
    const copy = new Browser(this.#app, {
      address: this.#address,
      origin: this.#origin,
      userAgent: this.#userAgent,
    });
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }
}

export function contentOf({ reply }: Endpoint, response: { json: () => unknown; payload?: string }): unknown {
  return reply.type === "string" ? response.payload : response.json();
}

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
}
