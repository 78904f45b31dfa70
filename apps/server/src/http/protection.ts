import type { IncomingHttpHeaders as Headers } from "node:http";
import type { FastifyInstance } from "fastify";
import { hostOf, isOrigin, originOfHost } from "../core/host.ts";
import { Refused } from "../core/refusal.ts";
import { requestIdHeader } from "./request-log.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * True if the route answers on every host name, because monitors use the IP address. The route must show
     * nothing private.
     */
    isForEveryHost?: boolean;
    /**
     * True if applications on other origins may call the route. Another site can make a browser send such a request
     * with the user's cookies, so the request must be harmless.
     */
    isForApplications?: boolean;
  }
}

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
} as const;

/** Makes browsers use only https for two years (RFC 6797). The header is sent only over https (ASVS 3.4.1). */
const overHttps = { "strict-transport-security": "max-age=63072000; includeSubDomains" } as const;

const policy = (more: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    more,
  ].join("; ");

export const portalHeaders = {
  "content-security-policy": policy("trusted-types 'none'"),
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
} as const;

export const authenticatorHeaders = {
  "content-security-policy": policy("media-src 'self' blob:; trusted-types sallyport-service-worker"),
  "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
} as const;

/** Refuses requests that another site sends through a user's browser. */
export function protect(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook("onRequest", async (request, reply) => {
    // After a disconnect, the request has no address, so no limit can count it.
    if (request.socket.remoteAddress === undefined) {
      request.socket.destroy();
      return reply.hijack();
    }
    void reply.headers({ ...everywhere, [requestIdHeader]: request.id });
    if (request.routeOptions.config.isForEveryHost === true) return undefined;
    const origin = requireHost(request.headers, origins);
    if (origin.startsWith("https:")) void reply.headers(overHttps);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead && request.routeOptions.config.isForApplications !== true)
      refuseForeign(request.headers, origin);
    return undefined;
  });
}

/** Refuses an unknown host name, even if the name leads to this machine. */
export function requireHost({ host }: Headers, origins: readonly string[]): string {
  // defence: AT-56
  const origin = originOfHost(origins, host);
  if (origin !== undefined) return origin;
  const expected = origins.map(hostOf);
  throw new Refused("unknown-host", { logged: { host: printable(host), expected } });
}

export function refuseForeign(headers: Headers, origin: string): void {
  // defence: AT-67
  if (!isForeign(headers, origin)) return;
  throw new Refused("foreign-origin", { logged: { origin: printable(headers.origin), expected: origin } });
}

/**
 * True if the request comes from another site. Browsers send `Origin` with every request that can change
 * something (Fetch §3.2).
 */
function isForeign(headers: Headers, origin: string): boolean {
  if (headers.origin !== undefined) return !isOrigin(headers.origin, origin);
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** Replaces control characters, which could act on a terminal that shows the log. */
function printable(header: string | undefined): string | null {
  return header?.slice(0, 255).replaceAll(/[^\x20-\x7e]/g, "?") ?? null;
}
