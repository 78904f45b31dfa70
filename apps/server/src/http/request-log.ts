import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { canonicalAddress } from "../core/address.ts";

/**
 * What the log says of a request. Never the query: in the console it has the search text, which may be a name or an
 * address.
 */
export function withoutQuery(request: FastifyRequest): Record<string, unknown> {
  return {
    method: request.method,
    url: request.url.replace(/[?#].*$/s, ""),
    host: request.headers.host,
    remoteAddress: canonicalAddress(request.ip),
    remotePort: request.socket.remotePort,
  };
}

/** The id of a request in the log and on the page of a failed request, short enough to read out. */
export function newRequestId(): string {
  return randomBytes(4).toString("hex");
}
