import type { ServerOptions } from "node:http";

/**
 * Options that require a whole request, headers and body, within this time, even on a reused connection. Node's
 * defaults are too generous: they allow a minute for the headers and check only every 30 seconds.
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
