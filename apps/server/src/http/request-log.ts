import { randomInt } from "node:crypto";
import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { canonicalAddress } from "../core/address.ts";

/** Omits the query, because it can contain a person's name or address. */
export function withoutQuery(request: FastifyRequest): Record<string, unknown> {
  return {
    method: request.method,
    url: request.url.replace(/[?#].*$/s, ""),
    host: request.headers.host,
    remoteAddress: canonicalAddress(request.ip),
    remotePort: request.socket.remotePort,
  };
}

/** The id is short enough to read out on the phone. */
export function newRequestId(): string {
  return randomInt(2 ** 32)
    .toString(16)
    .padStart(8, "0");
}

export const requestIdHeader = "x-request-id";

export class OneLineForEach extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (error) request.log.info({ ...lineOf(request, reply), err: error }, "a request was cut off");
    else logRequest(request, reply);
  }
}

export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  request.log.info(lineOf(request, reply), "request");
}

function lineOf(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  return {
    req: request,
    route: request.routeOptions.url,
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
  };
}
