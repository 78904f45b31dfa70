import type { Socket } from "node:net";
import type { Problem, ProblemCode } from "@sallyport/contract/problem";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from "fastify-type-provider-zod";
import { canonicalAddress } from "../core/address.ts";
import { Refused, type RefusedDetails } from "../core/refusal.ts";
import { databaseTrouble, mayPass } from "../database/trouble.ts";
import { logRequest, requestIdHeader } from "./request-log.ts";
import { wording } from "./wording.ts";

export function problem(code: ProblemCode, details: RefusedDetails = {}): Problem {
  const [status, title, detail] = wording[code];
  return {
    type: "about:blank",
    title,
    status,
    code,
    detail,
    ...(details.fields ? { fields: details.fields } : {}),
    ...(details.lastChange ? { lastChange: details.lastChange } : {}),
    ...(details.retryAfterSeconds ? { retryAfterSeconds: details.retryAfterSeconds } : {}),
    ...(details.requestId && status >= 500 ? { requestId: details.requestId } : {}),
  };
}

export type AtAccident = (error: unknown, address: string) => Promise<void>;

export function answerWithProblems(app: FastifyInstance, atAccident: AtAccident): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error instanceof Refused) {
      if (error.code === "unavailable") logFailure(request, error.details.cause ?? error);
      logRefusal(request, error);
      return send(reply, problem(error.code, { ...error.details, requestId: request.id }));
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      const fields = error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, "").replaceAll("/", "."),
        message: issue.message ?? "Has the wrong form.",
      }));
      return send(reply, problem("invalid-request", { fields }));
    }
    const code = isResponseSerializationError(error) ? "internal" : codeOfFrameworkError(error);
    if (code === "unavailable") logFailure(request, error);
    if (code === "internal") {
      request.log.error({ err: error }, "a request failed");
      await atAccident(error, canonicalAddress(request.ip)).catch((cause: unknown) =>
        request.log.error({ err: cause }, "an accident was not recorded"),
      );
    }
    // The answer tells the client to wait five seconds. The server itself has already tried for some seconds,
    // so a shorter wait is useless.
    const retry = mayPass(error) ? { retryAfterSeconds: 5 } : {};
    return send(reply, problem(code, { requestId: request.id, ...retry }));
  });
  app.setNotFoundHandler((_request: FastifyRequest, reply) => send(reply, problem("not-found")));
}

/**
 * These refusals might be attempts to bypass a control (ASVS 16.3.3). An outdated page can also cause
 * `mfa-required`.
 */
const suspicious: readonly ProblemCode[] = [
  "foreign-origin",
  "unknown-host",
  "mfa-required",
  "key-invalid",
  "key-misplaced",
  "key-beside-session",
];

function logFailure({ log }: FastifyRequest, cause: unknown): void {
  log.error({ err: cause }, "a part of this server fails");
}

/** Writes to the server's log only, because anyone could fill the activity log with such refusals. */
function logRefusal({ log, ip, method, routeOptions }: FastifyRequest, refused: Refused): void {
  const { code, details } = refused;
  if (suspicious.includes(code)) {
    const address = canonicalAddress(ip);
    log.warn({ code, address, method, route: routeOptions.url, ...details.logged }, "a request was refused");
  }
}

export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header(requestIdHeader, request.id);
  void send(reply, problem(codeOfFrameworkError(error)));
  // Fastify doesn't call `requestCompleted` for a request that it can't read.
  logRequest(request, reply);
}

export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(problem("invalid-request"));
  const head = [
    "HTTP/1.1 400 Bad Request",
    "Content-Type: application/problem+json",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
}

function send(reply: FastifyReply, body: Problem): FastifyReply {
  if (body.code === "key-invalid") void reply.header("www-authenticate", 'Bearer error="invalid_token"');
  if (body.retryAfterSeconds) void reply.header("retry-after", body.retryAfterSeconds);
  return reply
    .code(body.status)
    .type("application/problem+json")
    .header("cache-control", "no-store")
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

const codeOfStatus = new Map<number, ProblemCode>([
  [413, "body-too-large"],
  [415, "unsupported-media-type"],
  [429, "too-many-requests"],
]);

function codeOfFrameworkError(error: Partial<FastifyError>): ProblemCode {
  if (databaseTrouble(error) !== null) return "unavailable";
  const { statusCode = 500 } = error;
  return codeOfStatus.get(statusCode) ?? (statusCode < 500 ? "invalid-request" : "internal");
}
