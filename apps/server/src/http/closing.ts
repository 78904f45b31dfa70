import type { FastifyInstance } from "fastify";

/**
 * Gives open requests a moment, and then closes all connections. Browsers open connections in advance, and Node would
 * wait forever for an unused one.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}

/**
 * Ends each connection with its next answer, so that a proxy doesn't use the connection again. Still accepts new
 * connections.
 */
export function endConnections(app: FastifyInstance): void {
  app.server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false;
  });
}
