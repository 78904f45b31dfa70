import type { FastifyInstance } from "fastify";

/**
 * Stops listening, and gives open requests a moment to finish. Browsers open connections before they need them, and Node
 * would wait forever for one without a request.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}
