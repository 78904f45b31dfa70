import type { Readable } from "node:stream";
import type { Endpoint, Received, Reply } from "@sallyport/contract/endpoint";
import { Problem } from "@sallyport/contract/problem";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Visit } from "./visit.ts";

export type Access<Caller> = (endpoint: Endpoint, params: unknown, visit: Visit) => Promise<Caller | null>;

export interface Place<Caller = unknown> {
  app: FastifyInstance;
  host: string;
  access: Access<Caller>;
}

type CallerOf<E extends Endpoint, Caller> = E["asks"] extends "anyone" | "waiting-app" ? null : Caller;

export type Handler<E extends Endpoint, Caller> = (
  request: Received<E> & { visit: Visit; caller: CallerOf<E, Caller> },
) => Promise<Reply<E>>;

/** Checks the caller's rights before the request body. */
export function serve<E extends Endpoint, Caller>(
  place: Place<Caller>,
  endpoint: E,
  handler: NoInfer<Handler<E, Caller>>,
): void {
  route(place, endpoint, async (request, reply) => {
    const answer = await handler(request as Parameters<Handler<E, Caller>>[0]);
    void reply.header("cache-control", "no-store");
    return answer;
  });
}

export interface FileReply {
  name: string;
  type: string;
  body: Readable;
}

type FileHandler<E extends Endpoint, Caller> = (
  ...given: Parameters<Handler<E, Caller>>
) => Promise<FileReply>;

export function serveFile<E extends Endpoint, Caller>(
  place: Place<Caller>,
  endpoint: E,
  handler: NoInfer<FileHandler<E, Caller>>,
): void {
  route(place, endpoint, async (request, reply) => {
    const { name, type, body } = await handler(request as Parameters<Handler<E, Caller>>[0]);
    return (
      reply
        .headers({ "cache-control": "no-store", "content-disposition": `attachment; filename="${name}"` })
        .type(type)
        // The answer to a HEAD request has no body.
        .send(reply.request.method === "HEAD" ? "" : body)
    );
  });
}

function route<Caller>(
  place: Place<Caller>,
  endpoint: Endpoint,
  handler: (request: unknown, reply: FastifyReply) => Promise<unknown>,
): void {
  const { params, query, body } = endpoint;
  const known = new WeakMap<object, { visit: Visit; caller: Caller | null }>();
  place.app.route({
    method: endpoint.method,
    url: endpoint.path,
    constraints: { host: place.host },
    schema: {
      summary: endpoint.summary,
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
      // defence: AT-33 reply
      response: { 200: endpoint.reply, "4xx": Problem, "5xx": Problem },
    },
    preValidation: async (request, reply) => {
      const visit = new Visit(request, reply);
      known.set(request, { visit, caller: await place.access(endpoint, request.params, visit) });
    },
    handler: (request, reply) => {
      const parts: unknown = {
        params: request.params,
        query: request.query,
        body: request.body,
        ...known.get(request),
      };
      return handler(parts, reply);
    },
  });
}
