import type { ServerOptions } from "node:http";

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
