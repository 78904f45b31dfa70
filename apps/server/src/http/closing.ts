import type { FastifyInstance } from "fastify";

/**
 * Stops listening, and lets requests that are under way finish, for a moment. Node would wait without end for a
 * connection on which nothing has been sent yet, as browsers open them ahead of need.
 */
export async function closeSoon(app: FastifyInstance, graceMilliseconds = 2_000): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
  await app.close();
  clearTimeout(impatient);
}
