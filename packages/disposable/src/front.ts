import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Faults, TokenFault } from "./faults.ts";
import { Trouble } from "./trouble.ts";

const loopback = ["127.0.0.1", "::1"] as const;

export interface Behind {
  /** Where the server itself listens. */
  port: number;
  now: () => number;
  spoil: (token: string, fault: TokenFault) => Promise<string>;
}

/** Stands before the server, on the issuer's port. All faults are here, so the server has none. */
export class Front implements AsyncDisposable {
  readonly port: number;
  readonly #servers: readonly Server[];
  readonly #faults: Faults;
  #behind: Behind | null = null;

  private constructor(servers: readonly Server[], port: number, faults: Faults) {
    this.#servers = servers;
    this.port = port;
    this.#faults = faults;
    for (const server of servers)
      server.on(
        "request",
        (incoming, reply) => void this.#answer(incoming, reply).catch(() => reply.destroy()),
      );
  }

  /** Takes the port first, because the issuer's address contains it. @param port 0 for any */
  static async open(port: number, faults: Faults): Promise<Front> {
    const [v4, v6] = loopback;
    const first = await listen(v4, port);
    if (!first) throw new Trouble(`Port ${port} can't be opened on ${v4}.`);
    const taken = (first.address() as AddressInfo).port;
    // `localhost` can mean either address. Some machines have no IPv6.
    const second = await listen(v6, taken);
    return new Front(second ? [first, second] : [first], taken, faults);
  }

  leadTo(behind: Behind): void {
    this.#behind = behind;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    }
  }

  async #answer(incoming: IncomingMessage, reply: ServerResponse): Promise<void> {
    const behind = this.#behind;
    const fault = this.#faults.ofRequest(incoming.url ?? "");
    if (fault?.kind === "down") return void incoming.socket.destroy();
    if (fault?.kind === "slow") await pause(fault.delayMs);
    if (fault?.kind === "error" || !behind) {
      reply.writeHead(fault?.kind === "error" ? fault.status : 503).end();
      return;
    }
    const answer = await this.#pass(incoming, behind);
    const headers = headersOf(answer, behind.now());
    const isToken = incoming.method === "POST" && incoming.url === "/oidc/token" && answer.statusCode === 200;
    if (isToken) return this.#answerToken(answer, headers, reply, behind);
    reply.writeHead(answer.statusCode ?? 502, headers);
    await pipeline(answer, reply);
  }

  async #pass(incoming: IncomingMessage, { port }: Behind): Promise<IncomingMessage> {
    const { method, url, headers } = incoming;
    const sent = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false });
    incoming.once("close", () => {
      if (!incoming.complete) sent.destroy();
    });
    incoming.pipe(sent);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    return answer;
  }

  async #answerToken(
    answer: IncomingMessage,
    headers: OutgoingHttpHeaders,
    reply: ServerResponse,
    { spoil }: Behind,
  ): Promise<void> {
    const body = await buffer(answer);
    const tokens = JSON.parse(body.toString()) as { id_token?: string };
    const fault = tokens.id_token === undefined ? undefined : this.#faults.ofToken();
    if (tokens.id_token === undefined || fault === undefined) {
      reply.writeHead(200, headers).end(body);
      return;
    }
    const spoilt = JSON.stringify({ ...tokens, id_token: await spoil(tokens.id_token, fault) });
    reply.writeHead(200, { ...headers, "content-length": Buffer.byteLength(spoilt) }).end(spoilt);
  }
}

async function listen(host: (typeof loopback)[number], port: number): Promise<Server | null> {
  const server = createServer();
  try {
    server.listen({ host, port, ipv6Only: host === "::1" });
    await once(server, "listening");
    return server;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE")
      throw new Trouble(
        `Another program has port ${port} on ${host}. End it, or choose another port with --port.`,
      );
    if (code === "EACCES")
      throw new Trouble(`Port ${port} is for root alone. Choose a port of 1024 or above.`);
    if (host === "::1") return null;
    throw error;
  }
}

/** Clients compare their clock with this header, so it has to show the server's own time. */
function headersOf({ headers }: IncomingMessage, now: number): OutgoingHttpHeaders {
  const { connection: _, "keep-alive": __, ...kept } = headers;
  return { ...kept, date: new Date(now).toUTCString() };
}
