import type { Asker, Endpoint, Received, Reply } from "@sallyport/contract/endpoint";
import { Problem } from "@sallyport/contract/problem";
import type { FastifyInstance } from "fastify";
import { Visit } from "./visit.ts";
import type { AskerOf, WhoIsAsking } from "./who-is-asking.ts";

/** Where an endpoint is served: the app, the host name it answers for, and how it learns who asks. */
export interface Place {
  app: FastifyInstance;
  host: string;
  whoIsAsking: WhoIsAsking;
}

export type Handler<E extends Endpoint> = (
  request: Received<E> & { visit: Visit; asker: AskerOf<E["asks"]> },
) => Promise<Reply<E>>;

/** Serves one endpoint of the contract. Who asks is judged before what is asked is even looked at. */
export function serve<E extends Endpoint>(place: Place, endpoint: E, handler: NoInfer<Handler<E>>): void {
  const { params, query, body } = endpoint;
  const known = new WeakMap<object, { visit: Visit; asker: AskerOf<Asker> }>();
  place.app.route({
    method: endpoint.method,
    url: endpoint.path,
    constraints: { host: place.host },
    schema: {
      summary: endpoint.summary,
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
      response: { 200: endpoint.reply, "4xx": Problem, "5xx": Problem },
    },
    preValidation: async (request, reply) => {
      const visit = new Visit(request, reply);
      known.set(request, { visit, asker: await place.whoIsAsking(endpoint, request.params, visit) });
    },
    handler: async (request, reply) => {
      const parts: unknown = {
        params: request.params,
        query: request.query,
        body: request.body,
        ...known.get(request),
      };
      const answer = await handler(parts as Parameters<Handler<E>>[0]);
      void reply.header("cache-control", "no-store");
      return answer;
    },
  });
}
