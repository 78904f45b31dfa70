import type { FastifyInstance } from "fastify";

/**
 * Stops listening, gives open requests a moment to finish, and then closes all connections. Browsers open connections
 * in advance. Node would wait forever for such a connection if the browser sends no request.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}
