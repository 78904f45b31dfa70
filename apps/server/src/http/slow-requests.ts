import type { ServerOptions } from "node:http";

/**
 * The time within which a whole request must arrive, headers and body, also on a connection that served others before. Node's
 * own defaults look every 30 s only, and would let headers and a body take a minute each.
 */
export function boundedRequests(milliseconds: number): { requestTimeout: number; http: ServerOptions } {
  return {
    requestTimeout: milliseconds,
    http: {
      requestTimeout: milliseconds,
      headersTimeout: milliseconds,
      connectionsCheckingInterval: Math.min(1000, milliseconds / 10),
    },
  };
}
