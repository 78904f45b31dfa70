import type { ServerOptions } from "node:http";

/**
 * A whole request, headers and body, must arrive within this time, also on a reused connection. Node's defaults check only
 * every 30 s, and allow a minute each for headers and body.
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
