import { Readable } from "node:stream";
import type { Endpoint, Received, Reply } from "@sallyport/contract/endpoint";
import { Problem } from "@sallyport/contract/problem";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Visit } from "./visit.ts";

export type Access<Caller, KeyCaller = unknown> = (
  endpoint: Endpoint,
  params: unknown,
  visit: Visit,
) => Promise<Caller | KeyCaller | null>;

export type AccessAgain<Caller> = (endpoint: Endpoint, caller: Caller) => Promise<void>;

export interface Place<Caller = unknown, KeyCaller = unknown> {
  app: FastifyInstance;
  host: string;
  access: Access<Caller, KeyCaller>;
  accessAgain(endpoint: Endpoint, caller: Caller | KeyCaller): Promise<void>;
  endpoints?: Endpoint[];
}

type CallerOf<E extends Endpoint, Caller, KeyCaller> = E["asks"] extends "anyone" | "waiting-app"
  ? null
  : E extends { allowsKeys: true }
    ? Caller | KeyCaller
    : Caller;

export type Handler<E extends Endpoint, Caller, KeyCaller> = (
  request: Received<E> & { visit: Visit; caller: CallerOf<E, Caller, KeyCaller> },
) => Promise<Reply<E>>;

/** Checks the caller's rights before the request body. */
export function serve<E extends Endpoint, Caller, KeyCaller>(
  place: Place<Caller, KeyCaller>,
  endpoint: E,
  handler: NoInfer<Handler<E, Caller, KeyCaller>>,
): void {
  route(place, endpoint, async (request, reply) => {
    const answer = await handler(request as Parameters<Handler<E, Caller, KeyCaller>>[0]);
    void reply.header("cache-control", "no-store");
    return answer;
  });
}

export interface FileReply {
  name: string;
  type: string;
  body: AsyncIterable<string>;
}

type FileHandler<E extends Endpoint, Caller, KeyCaller> = (
  ...given: Parameters<Handler<E, Caller, KeyCaller>>
) => Promise<FileReply>;

/** Streams the file. The download stops if the session or the API key ends, or if the caller's role changes. */
export function serveFile<E extends Endpoint, Caller, KeyCaller>(
  place: Place<Caller, KeyCaller>,
  endpoint: E,
  handler: NoInfer<FileHandler<E, Caller, KeyCaller>>,
): void {
  route(place, endpoint, async (request, reply) => {
    const given = request as Parameters<Handler<E, Caller, KeyCaller>>[0] & { caller: Caller | KeyCaller };
    const { name, type, body } = await handler(given);
    const refuseIfEnded = () => place.accessAgain(endpoint, given.caller);
    return (
      reply
        .headers({ "cache-control": "no-store", "content-disposition": `attachment; filename="${name}"` })
        .type(type)
        // The answer to a HEAD request has no body.
        .send(
          reply.request.method === "HEAD"
            ? ""
            : Readable.from(whileAllowed(body, refuseIfEnded), { highWaterMark: 1 }),
        )
    );
  });
}

export interface ContentReply {
  type: string;
  headers: Readonly<Record<string, string>>;
  content: Buffer;
}

export function serveContent<E extends Endpoint, Caller, KeyCaller>(
  place: Place<Caller, KeyCaller>,
  endpoint: E,
  handler: NoInfer<(...given: Parameters<Handler<E, Caller, KeyCaller>>) => Promise<ContentReply>>,
): void {
  route(place, endpoint, async (request, reply) => {
    const given = request as Parameters<Handler<E, Caller, KeyCaller>>[0];
    const { type, headers, content } = await handler(given);
    return reply.headers(headers).type(type).send(content);
  });
}

async function* whileAllowed(body: AsyncIterable<string>, refuseIfEnded: () => Promise<void>) {
  for await (const part of body) {
    await refuseIfEnded();
    yield part;
  }
}

function route(
  place: Place,
  endpoint: Endpoint,
  handler: (request: unknown, reply: FastifyReply) => Promise<unknown>,
): void {
  place.endpoints?.push(endpoint);
  const { params, query, body, mostBytes } = endpoint;
  const known = new WeakMap<object, { visit: Visit; caller: unknown }>();
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const visit = new Visit(request, reply);
    known.set(request, { visit, caller: await place.access(endpoint, request.params, visit) });
  };
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
    // `admit` runs before the body is read, so a stranger can't make the server read a large body.
    ...(mostBytes === undefined ? {} : { onRequest: admit, bodyLimit: mostBytes }),
    preValidation: admit,
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
