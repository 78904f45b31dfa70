import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { canonicalAddress } from "../core/address.ts";

/**
 * What the log shows of a request. The query is left out: in the console it contains search text, which may be a
 * person's name or address.
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

/** A new request id. It is in the log and on the error page, and short enough to read out on the phone. */
export function newRequestId(): string {
  return randomBytes(4).toString("hex");
}
