import { randomBytes } from "node:crypto";
import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
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

/** The response header with the request id. With this id, an operator can find the log lines of a failed request. */
export const requestIdHeader = "x-request-id";

/** Logs one line for each request, after the answer is sent. */
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
