import { once } from "node:events";
import { createServer } from "node:http";
import type { FastifyBaseLogger as Log } from "fastify";
import { ConfigError } from "../config/config-error.ts";
import type { Metrics } from "./metrics.ts";

/** Metrics have a port of their own, because the proxy makes the main port public. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
  log: Log,
): Promise<AsyncDisposable> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, "the metrics could not be read");
        response.writeHead(500).end();
      },
    );
  });
  server.listen({ host, port });
  await once(server, "listening").catch((cause: unknown) => {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    throw new ConfigError(
      `METRICS_PORT: Sallyport can't listen on port ${port} of ${host} (${code}). Set METRICS_PORT and METRICS_HOST to others.`,
      { cause },
    );
  });
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
