import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as openid from "openid-client";

interface Connection {
  portalOrigin: string;
  clientId: string;
  clientSecret: string;
}

interface Begun {
  verifier: string;
  nonce: string;
  path: string;
}

interface Visitor {
  name: string;
  acr: string;
}

/** A small application that uses OpenID Connect for its logins. */
export class RelyingParty implements AsyncDisposable {
  readonly #server: Server;
  readonly #begun = new Map<string, Begun>();
  readonly #visitors = new Map<string, Visitor>();
  /** Parameters that the application adds to its requests. */
  asks: Record<string, string> = {};
  #configuration: openid.Configuration | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<RelyingParty> {
    const server = createServer();
    const party = new RelyingParty(server);
    server.on("request", (asked: IncomingMessage, answer: ServerResponse) => {
      party.#answer(asked, answer).catch((error: unknown) => {
        answer.writeHead(400, { "content-type": "text/plain" }).end(String(error));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return party;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async connect(connection: Connection): Promise<void> {
    this.#configuration = await openid.discovery(
      new URL(connection.portalOrigin),
      connection.clientId,
      connection.clientSecret,
      undefined,
      { execute: [openid.allowInsecureRequests], [openid.customFetch]: fetchFromHere },
    );
  }

  forgetVisitors(): void {
    this.#visitors.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? "/", this.address);
    if (url.pathname === "/favicon.ico") return void answer.writeHead(204).end();
    if (url.pathname === "/callback") return this.#finish(url, answer);
    const visitor = this.#visitors.get(/session=([\w-]+)/.exec(asked.headers.cookie ?? "")?.[1] ?? "");
    if (!visitor) return this.#begin(url.pathname, answer);
    const { name, acr } = visitor;
    const page = `<!doctype html><html lang="en"><title>Handbook</title><main><h1>Handbook</h1>
      <p>Welcome, ${asText(name)}</p><p>Page ${asText(url.pathname)}</p><p>Login: ${asText(acr)}</p></main></html>`;
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  }

  async #begin(path: string, answer: ServerResponse): Promise<void> {
    const [state, nonce, verifier] = [
      openid.randomState(),
      openid.randomNonce(),
      openid.randomPKCECodeVerifier(),
    ];
    this.#begun.set(state, { verifier, nonce, path });
    const address = openid.buildAuthorizationUrl(this.#configured(), {
      redirect_uri: `${this.address}/callback`,
      scope: "openid profile email",
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      ...this.asks,
    });
    answer.writeHead(302, { location: address.href }).end();
  }

  async #finish(url: URL, answer: ServerResponse): Promise<void> {
    const state = url.searchParams.get("state") ?? "";
    const begun = this.#begun.get(state);
    if (!begun) throw new Error("This login wasn't started here.");
    this.#begun.delete(state);
    const tokens = await openid.authorizationCodeGrant(this.#configured(), url, {
      pkceCodeVerifier: begun.verifier,
      expectedState: state,
      expectedNonce: begun.nonce,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error("There is no ID token.");
    const { name } = await openid.fetchUserInfo(this.#configured(), tokens.access_token, claims.sub);
    const session = openid.randomState();
    const { acr } = claims;
    this.#visitors.set(session, { name: name ?? "", acr: typeof acr === "string" ? acr : "" });
    answer
      .writeHead(302, {
        location: begun.path,
        "set-cookie": `session=${session}; Path=/; HttpOnly; SameSite=Lax`,
      })
      .end();
  }

  #configured(): openid.Configuration {
    if (!this.#configuration) throw new Error("Call `connect` first.");
    return this.#configuration;
  }
}

/** On some systems, Node can't resolve `*.localhost`. Browsers always can. */
const fetchFromHere: openid.CustomFetch = async (address, { method, headers, body }) => {
  const { host, port, pathname, search } = new URL(address);
  const sent = request({
    host: "127.0.0.1",
    port,
    path: pathname + search,
    method,
    headers: { ...headers, host },
  });
  sent.end(body instanceof URLSearchParams ? body.toString() : undefined);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const received = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) received.set(name, [value].flat().join(", "));
  const status = answer.statusCode ?? 500;
  return new Response(status === 204 ? null : Buffer.concat(parts), { status, headers: received });
};

function asText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
