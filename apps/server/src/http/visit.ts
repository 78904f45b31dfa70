import type { CookieSerializeOptions } from "@fastify/cookie";
import { asOneLine } from "@sallyport/contract/characters";
import type { Realm } from "@sallyport/contract/text";
import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalAddress } from "../core/address.ts";
import { newToken } from "../core/tokens.ts";

export type CookieName =
  | "__Host-sallyport-user"
  | "__Host-sallyport-administrator"
  | "__Host-sallyport-browser"
  | "__Host-sallyport-app"
  | "__Host-sallyport-openid"
  | "__Host-sallyport-door"
  | `__Host-sallyport-authorization-${string}`
  | `__Host-sallyport-attempt-${string}`;

export function sessionCookie(realm: Realm): CookieName {
  return `__Host-sallyport-${realm}`;
}

/** Each authorization has its own cookie, so that several tabs don't overwrite each other's cookie. */
export function authorizationCookie(id: string): CookieName {
  return `__Host-sallyport-authorization-${id}`;
}

/** For a login to an application behind a proxy. The cookie is on the application's host. */
export function attemptCookie(id: string): CookieName {
  return `__Host-sallyport-attempt-${id}`;
}

const mostAtOnce = 10;
const authorizationSeconds = 60 * 60;

// Browsers also accept Secure cookies from http://*.localhost, so development needs no exception.
const attributes: CookieSerializeOptions = { path: "/", secure: true, httpOnly: true, sameSite: "strict" };
// Browsers keep a cookie for at most 400 days (RFC 6265bis §5.5).
const longest = 400 * 24 * 60 * 60;

export class Visit {
  readonly address: string;
  readonly userAgent: string;
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  #browserToken: string | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
    this.address = canonicalAddress(request.ip);
    this.userAgent = asOneLine(request.headers["user-agent"] ?? "").slice(0, 512);
  }

  token(name: CookieName): string | undefined {
    // defence: AT-50
    const value = this.#request.cookies[name];
    return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
  }

  get authorization(): string | undefined {
    return this.#request.headers.authorization;
  }

  /** True even if the cookie's value can't be a token. */
  hasCookie(name: CookieName): boolean {
    return this.#request.cookies[name] !== undefined;
  }

  /** Yields all texts of the request except its headers. */
  *sentTexts(): Iterable<string> {
    yield this.#request.url;
    yield* textsIn({ ...(this.#request.query as object) }, this.#request.body);
  }

  /** Without `seconds`, the cookie lasts until the user closes the browser. */
  keepToken(name: CookieName, token: string, seconds?: number): void {
    void this.#reply.setCookie(
      name,
      token,
      seconds === undefined ? attributes : { ...attributes, maxAge: seconds },
    );
  }

  /** Browsers also send this cookie if a link or a redirect of another site leads here. */
  keepTokenForLinks(name: CookieName, token: string, seconds?: number): void {
    const lasting = seconds === undefined ? {} : { maxAge: seconds };
    // defence: AT-149
    void this.#reply.setCookie(name, token, { ...attributes, sameSite: "lax", ...lasting });
  }

  keepAuthorization(id: string, token: string): void {
    this.#keepOneOfSome(authorizationCookie(""), id, token);
  }

  /** The IDs of the newest authorizations that this browser began. The oldest one comes first. */
  authorizationIds(): string[] {
    const beginning = authorizationCookie("");
    return Object.keys(this.#request.cookies)
      .filter((name) => name.startsWith(beginning))
      .slice(-mostAtOnce)
      .map((name) => name.slice(beginning.length));
  }

  keepAttempt(id: string, token: string): void {
    this.#keepOneOfSome(attemptCookie(""), id, token);
  }

  /**
   * Drops the oldest cookies of this kind. Otherwise, a site could begin many logins and so make the browser's headers
   * too long.
   */
  #keepOneOfSome(beginning: CookieName, id: string, token: string): void {
    const isSuch = (name: string): name is CookieName => name.startsWith(beginning);
    const names = Object.keys(this.#request.cookies).filter(isSuch);
    // Browsers send older cookies first (RFC 6265 §5.4).
    for (const name of names.slice(0, Math.max(0, names.length - mostAtOnce + 1))) this.dropToken(name);
    this.keepTokenForLinks(`${beginning}${id}` as CookieName, token, authorizationSeconds);
  }

  dropToken(name: CookieName): void {
    void this.#reply.clearCookie(name, attributes);
  }

  /** Returns the browser's token. If the browser has no token, stores a new one in a lasting cookie. */
  keepBrowserToken(): string {
    this.#browserToken ??= this.token("__Host-sallyport-browser") ?? this.#newBrowserToken();
    return this.#browserToken;
  }

  #newBrowserToken(): string {
    const token = newToken();
    this.keepToken("__Host-sallyport-browser", token, longest);
    return token;
  }
}

function* textsIn(...values: unknown[]): Iterable<string> {
  while (values.length > 0) {
    const value = values.pop();
    if (typeof value === "string") yield value;
    else if (isPlain(value)) values.push(...Object.values(value));
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
