import type { FastifyInstance } from "fastify";

/**
 * Gives open requests a moment, and then closes all connections. Node would wait forever for an unused
 * connection, and browsers open such connections in advance.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}
