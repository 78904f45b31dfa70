import type { FastifyInstance } from "fastify";
import type { ReadinessCheck } from "./readiness.ts";

/** These routes answer on every host name, because monitors use the IP address. */
export function healthRoutes(app: FastifyInstance, readiness: ReadinessCheck): void {
  const options = { config: { isForEveryHost: true }, logLevel: "warn", schema: { hide: true } } as const;
  app.get("/health/live", options, (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "live" }),
  );
  app.get("/health/ready", options, async (_request, reply) => {
    const found = await readiness.read();
    return reply
      .code(found.status === "ready" ? 200 : 503)
      .header("cache-control", "no-store")
      .send(found);
  });
}
