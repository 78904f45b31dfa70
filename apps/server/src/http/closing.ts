import type { FastifyInstance } from "fastify";

/**
 * After the grace time, closes all connections that are still open. Browsers open connections in advance, and
 * Node would wait for them forever.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}

/** Tells proxies not to use a connection again. New connections are still accepted. */
export function endConnections(app: FastifyInstance): void {
  app.server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false;
  });
}
