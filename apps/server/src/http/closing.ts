import type { FastifyInstance } from "fastify";

/** Browsers open connections in advance, and Node would wait forever for an unused connection. */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}

/** A proxy then doesn't use the connection again. New connections are still accepted. */
export function endConnections(app: FastifyInstance): void {
  app.server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false;
  });
}
