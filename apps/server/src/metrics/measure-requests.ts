import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.ts";

/** Files of a web app have the route `web-app`, and unknown paths the route `none`. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { url } = request.routeOptions;
    const isNamed = url !== undefined && /^\/(api|health|\.well-known)\//.test(url);
    const route = isNamed ? url : url === undefined ? "none" : "web-app";
    metrics.request(isNamed ? request.method : "any", route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}
